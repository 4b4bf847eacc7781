// The public recipe for tag managers: its tag replaces the handlers, even those of other scripts, and
// pushes one event with an action.
(() => {
  const chat = (window.customerly = window.customerly || []);
  const actions = {
    onChatOpened: "chat widget opened",
    onChatClosed: "chat widget closed",
    onTriggerFired: "chat trigger displayed",
    onLeadGenerated: "new chat lead",
    onNewConversation: "starts a new conversation",
    onProfilingQuestionAsked: "shown profiling question",
    onProfilingQuestionAnswered: "answer profiling question",
    onRealtimeVideoAnswered: "answers a Realtime Video Call",
    onRealtimeVideoRejected: "rejects a Realtime Video Call",
    onHelpCenterArticleOpened: "opens a Help Center Article",
  };
  for (const [name, customerly_action] of Object.entries(actions)) {
    chat[name] = () => {
      (window.dataLayer = window.dataLayer || []).push({ event: "customerly_Event", customerly_action });
      tell("recipe", name);
    };
  }
  registered.recipe = Object.keys(actions);
})();
