// The page's own eyes: what the app tells, what the console gets, and what nobody caught.

window.lists = {
  deliveries: [], messages: [], heard: [], console: [], uncaught: [], snippet: [], react: [], recipe: [],
};
window.tell = (list, word) => lists[list].push(word);
window.take = (list) => lists[list].splice(0);

for (const level of ["error", "warn"]) {
  const print = console[level].bind(console);
  console[level] = (...words) => {
    tell("console", words.join(" "));
    print(...words);
  };
}
addEventListener("error", (event) => {
  // That of an element, such as a script that did not come, has no message.
  if (event.message) tell("uncaught", event.message);
});
addEventListener("unhandledrejection", (event) => tell("uncaught", String(event.reason)));

// A call of each callback, but for the two that say how the chat is.
window.CALLS = [
  ["onLeadGenerated", "ada@example.com"],
  ["onChatOpened"],
  ["onChatClosed"],
  ["onNewConversation", "Hello", [{ name: "cv.pdf", size: 3, base64: "QUJD" }]],
  ["onProfilingQuestionAsked", "company_size"],
  ["onProfilingQuestionAnswered", "company_size", 12],
  ["onRealtimeVideoAnswered"],
  ["onRealtimeVideoRejected"],
  ["onHelpCenterArticleOpened", { knowledge_base_article_id: 7, slug: "refunds", title: "Refunds" }],
  ["onChatflowNotificationViewed", 5, "ada@example.com"],
  ["onChatflowNotificationClicked", 5, { type: "close_button" }],
  ["onNewMessageReceived", { timestamp: 1700000000, conversationId: 9 }],
  ["onNewConversationReceived", 9],
  ["onMessageRead", 9, 11],
  ["onRealtimeVideoReceived", { account: { account_id: 3 }, url: "https://example.com", conversation_id: 9, user: { user_id: 1 } }],
  ["onRealtimeVideoCanceled"],
  ["onSurveyPresented", { survey_id: 4, creator: { account_id: 3 } }],
  ["onSurveyAnswered"],
  ["onSurveyRejected"],
  ["onTriggerFired", 21],
];
window.fireAll = () => {
  for (const call of CALLS) launcher.fire(...call);
};

// The names of the events in the data layer, which is empty then, without those of the recipe.
window.takePushed = () => {
  const names = (window.dataLayer ??= []).splice(0).map((message) => message.event);
  return names.filter((name) => name !== "customerly_Event");
};

// Others on the page that know the chat: where they find the launcher, and which callbacks they want.
window.options = new URLSearchParams(location.search);
window.launcherUrl = `${document.documentElement.dataset.launcher}?${options.get("launcher") ?? ""}`;
window.registered = {};
window.otherScript = (other) => {
  const script = document.createElement("script");
  if (other === "react") script.type = "module";
  script.src = `/others/${other}.js`;
  return script;
};
