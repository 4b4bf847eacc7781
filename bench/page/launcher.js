// A stand-in for Customerly's launcher, the same for all peers. It calls the properties, as the launcher
// does for Customerly's own React package, and never replaces `window.customerly`.
(() => {
  const chat = window.customerly;
  const queue = chat.queue.splice(0);
  const methods = [
    "event", "attribute", "update", "show", "hide", "open", "close", "logout", "showArticle",
    "showBookMeeting", "showNewMessage", "sendNewMessage", "registerLead",
  ];
  for (const name of methods) chat[name] = () => {};
  chat.open = () => chat.onChatOpened?.();
  chat.close = () => chat.onChatClosed?.();
  chat.unreadMessagesCount = 0;
  for (const [name, ...args] of queue) chat[name](...args);
  window.launcherReady = true;
  chat.onMessengerInitialized?.();
})();
