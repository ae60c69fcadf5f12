// What the server has to say comes as the value of this part.
import { hear } from "./talk.js";

export function start({ props, watch }) {
  watch("value", () => props.value && hear(JSON.parse(props.value)));
}
