// The code that a page adds to Customerly's official snippet.
(() => {
  const names = CALLS.map(([name]) => name);
  const callbacks = {};
  for (const name of names) callbacks[name] = () => tell("snippet", name);
  customerly.load({ app_id: "abcdef12", callbacks });
  customerly.event("from the page");
  registered.snippet = names;
})();
