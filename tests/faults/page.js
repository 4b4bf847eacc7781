// Records what the app reports, what the console prints, and uncaught exceptions.

window.lists = {
  deliveries: [], messages: [], hook: [], console: [], uncaught: [], snippet: [], react: [], recipe: [],
};
window.tell = (list, entry) => lists[list].push(entry);
window.take = (list) => lists[list].splice(0);

for (const level of ["error", "warn"]) {
  const print = console[level].bind(console);
  console[level] = (...values) => {
    tell("console", values.join(" "));
    print(...values);
  };
}
addEventListener("error", (event) => {
  // The error of an element, such as a script that failed to load, has no message.
  if (event.message) tell("uncaught", event.message);
});
addEventListener("unhandledrejection", (event) => tell("uncaught", String(event.reason)));

// One call of each callback, except the two that report the chat's status.
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

// Empties the data layer and returns the names of its events, without the recipe's.
window.takePushed = () => {
  const names = (window.dataLayer ??= []).splice(0).map((message) => message.event);
  return names.filter((name) => name !== "customerly_Event");
};

// The other scripts that use the chat: where they load the launcher from, and which callbacks they set.
window.options = new URLSearchParams(location.search);
window.launcherUrl = `${document.documentElement.dataset.launcher}?${options.get("launcher") ?? ""}`;
window.registered = {};
window.otherScript = (other) => {
  const script = document.createElement("script");
  if (other === "react") script.type = "module";
  script.src = `/others/${other}.js`;
  return script;
};
