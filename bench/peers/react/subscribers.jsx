// Not weighed: a component that does nothing but count. One, as the package has one place for each
// callback.
import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import { CustomerlyProvider, useCustomerly } from "react-live-chat-customerly";
import { pushConversation } from "./callbacks.js";

let heard = 0;
window.heard = () => heard;

const Subscriber = () => {
  const { load, registerCallback } = useCustomerly();
  useEffect(() => {
    load();
    registerCallback({
      type: "onNewConversation",
      function: (message, attachments) => {
        pushConversation(message, attachments);
        heard += 1;
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
