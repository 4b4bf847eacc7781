import { load, subscribe } from "./chat.js";

const button = document.createElement("button");
let count = 0;
let drawn = false;

// A burst changes the page once.
const draw = () => {
  if (drawn) return;
  drawn = true;
  queueMicrotask(() => {
    drawn = false;
    button.textContent = count;
  });
};

subscribe((type) => {
  if (type === "onNewConversation") {
    count += 1;
    draw();
  } else if (type === "onChatOpened" || type === "onChatClosed") {
    button.disabled = type === "onChatOpened";
  }
});

button.textContent = count;
button.onclick = () => window.customerly.showNewMessage?.("About pricing: ");
document.getElementById("root").append(button);
load({ app_id: "abcdef12" });
