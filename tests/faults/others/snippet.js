// Customerly's official snippet, as far as a page notices it: written anew from what it is known to do.
(() => {
  const chat = (window.customerly = window.customerly || []);
  if (chat.t) {
    chat.i("[customerly] the snippet is included twice");
    return;
  }
  chat.t = true;
  chat.loaded = false;
  chat.o = ["event", "attribute", "update", "show", "hide", "open", "close"];
  chat.queue = [];
  chat.i = (message) => {
    if (!chat.debug) console.error(message);
  };
  chat.u = (name) => (...args) => {
    chat.queue.push([name, ...args]);
    return chat;
  };
  chat.load = (settings) => {
    chat.settings = settings || {};
    if (chat.loaded) {
      chat.i("[customerly] already loaded: use `customerly.update`");
      return;
    }
    chat.loaded = true;
    const script = document.createElement("script");
    script.type = "text/javascript";
    script.async = true;
    script.src = LAUNCHER;
    const first = document.getElementsByTagName("script")[0];
    first.parentNode.insertBefore(script, first);
  };
  for (const name of chat.o) chat[name] = chat.u(name);
})();

// What a page adds to it.
(() => {
  const names = CALLS.map(([name]) => name);
  const callbacks = {};
  for (const name of names) callbacks[name] = () => tell("snippet", name);
  customerly.load({ app_id: "abcdef12", callbacks });
  customerly.event("from the page");
  registered.snippet = names;
})();
