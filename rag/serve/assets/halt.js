// An event of this part makes gradio cancel the question that is being worked on.
import { connect } from "./talk.js";

export function start({ trigger }) {
  connect({ halt: () => trigger("click") });
}
