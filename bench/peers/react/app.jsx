// Follows the READMEs of react-live-chat-customerly and react-gtm-module. Its pushes have three keys:
// `event` and the two of a new conversation.
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { CustomerlyProvider, useCustomerly } from "react-live-chat-customerly";
import { OTHERS, push, pushConversation } from "./callbacks.js";

const Ask = () => {
  const { load, showNewMessage, registerCallback } = useCustomerly();
  const [open, setOpen] = useState(false);
  const [count, setCount] = useState(0);

  useEffect(() => {
    load();
    registerCallback({
      type: "onNewConversation",
      function: (message, attachments) => {
        pushConversation(message, attachments);
        setCount((count) => count + 1);
      },
    });
    registerCallback({
      type: "onChatOpened",
      function: () => {
        push("customerly_chat_opened");
        setOpen(true);
      },
    });
    registerCallback({
      type: "onChatClosed",
      function: () => {
        push("customerly_chat_closed");
        setOpen(false);
      },
    });
    for (const [type, event] of Object.entries(OTHERS)) {
      registerCallback({ type, function: () => push(event) });
    }
  }, []);

  return (
    <button disabled={open} onClick={() => showNewMessage("About pricing: ")}>
      {count}
    </button>
  );
};

const App = () => (
  <CustomerlyProvider appId="abcdef12">
    <Ask />
  </CustomerlyProvider>
);

createRoot(document.getElementById("root")).render(<App />);
