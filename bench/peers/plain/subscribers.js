// Not weighed: subscribers that only count.
import { load, subscribe } from "./chat.js";

let received = 0;
window.receivedEvents = () => received;
for (let index = 0; index < window.subscribers; index += 1) {
  subscribe(() => {
    received += 1;
  });
}
load({ app_id: "abcdef12" });
