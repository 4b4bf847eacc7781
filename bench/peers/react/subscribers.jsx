// Not weighed: a component that only counts. There is only one, because the package allows one handler
// for each callback.
import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import { CustomerlyProvider, useCustomerly } from "react-live-chat-customerly";
import { pushConversation } from "./callbacks.js";

let received = 0;
window.receivedEvents = () => received;

const Subscriber = () => {
  const { load, registerCallback } = useCustomerly();
  useEffect(() => {
    load();
    registerCallback({
      type: "onNewConversation",
      function: (message, attachments) => {
        pushConversation(message, attachments);
        received += 1;
      },
    });
  }, []);
  return null;
};

const App = () => (
  <CustomerlyProvider appId="abcdef12">
    <Subscriber />
  </CustomerlyProvider>
);

createRoot(document.getElementById("root")).render(<App />);
