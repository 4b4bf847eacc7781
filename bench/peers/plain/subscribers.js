// Not weighed: subscribers that do nothing but count.
import { load, subscribe } from "./chat.js";

let heard = 0;
window.heard = () => heard;
for (let index = 0; index < window.subscribers; index += 1) {
  subscribe(() => {
    heard += 1;
  });
}
load({ app_id: "abcdef12" });
