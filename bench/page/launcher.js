// Stands in for Customerly's launcher, the same for all: it honours the property channel, as today's
// launcher does for Customerly's own package, and never replaces the object.
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
  window.launched = true;
  chat.onMessengerInitialized?.();
})();
