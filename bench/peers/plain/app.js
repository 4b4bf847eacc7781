import { load, subscribe } from "./chat.js";

const button = document.createElement("button");
let count = 0;
let isScheduled = false;

// Updates the page once for a burst.
const scheduleUpdate = () => {
  if (isScheduled) return;
  isScheduled = true;
  queueMicrotask(() => {
    isScheduled = false;
    button.textContent = count;
  });
};

subscribe((type) => {
  if (type === "onNewConversation") {
    count += 1;
    scheduleUpdate();
  } else if (type === "onChatOpened" || type === "onChatClosed") {
    button.disabled = type === "onChatOpened";
  }
});

button.textContent = count;
button.onclick = () => window.customerly.showNewMessage?.("About pricing: ");
document.getElementById("root").append(button);
load({ app_id: "abcdef12" });
