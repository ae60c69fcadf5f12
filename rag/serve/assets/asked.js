// Questions go to the server as the value of this part, which gradio sends. A value and not the data of an event:
// an event that had to wait is repeated with the data of the one before.
import { connect } from "./talk.js";

export function start({ props, trigger }) {
  connect({
    send: (question) => {
      props.value = question;
      trigger("submit");
    },
  });
}
