import TagManager from "react-gtm-module";

export const push = (event, values) => TagManager.dataLayer({ dataLayer: { event, ...values } });

export const pushConversation = (message, attachments) =>
  push("customerly_new_conversation", {
    customerly_message_length: message.length,
    customerly_attachment_count: attachments.length,
  });

// The callbacks that the README of react-live-chat-customerly documents, except for the three that the
// app itself handles.
export const OTHERS = {
  onLeadGenerated: "customerly_lead_generated",
  onProfilingQuestionAnswered: "customerly_profiling_question_answered",
  onProfilingQuestionAsked: "customerly_profiling_question_asked",
  onRealtimeVideoAnswered: "customerly_realtime_video_answered",
  onRealtimeVideoRejected: "customerly_realtime_video_rejected",
  onTriggerFired: "customerly_trigger_fired",
  onHelpCenterArticleOpened: "customerly_help_center_article_opened",
  onChatflowNotificationViewed: "customerly_chatflow_notification_viewed",
  onChatflowNotificationClicked: "customerly_chatflow_notification_clicked",
  onNewMessageReceived: "customerly_new_message_received",
  onNewConversationReceived: "customerly_new_conversation_received",
};
