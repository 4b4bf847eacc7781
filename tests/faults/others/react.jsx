// Customerly's React package, used as its README shows.
import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import { CustomerlyProvider, useCustomerly } from "react-live-chat-customerly";

// The callbacks that the package supports.
const NAMES = [
  "onChatOpened",
  "onChatClosed",
  "onNewConversation",
  "onLeadGenerated",
  "onProfilingQuestionAnswered",
  "onProfilingQuestionAsked",
  "onRealtimeVideoAnswered",
  "onRealtimeVideoRejected",
  "onTriggerFired",
  "onHelpCenterArticleOpened",
  "onChatflowNotificationViewed",
  "onChatflowNotificationClicked",
  "onNewMessageReceived",
  "onNewConversationReceived",
];

const Chat = () => {
  const { load, event, registerCallback } = useCustomerly();

  useEffect(() => {
    load();
    for (const type of NAMES) {
      registerCallback({ type, function: () => tell("react", type) });
    }
    event("from React");
    registered.react = NAMES;
  }, []);

  return <p>React is here.</p>;
};

const root = document.createElement("div");
document.body.append(root);
createRoot(root).render(
  <CustomerlyProvider appId="abcdef12">
    <Chat />
  </CustomerlyProvider>,
);
