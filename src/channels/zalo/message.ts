/** What stands under `message` of a consultation message, in the forms that Loa uses. */
export type ZaloMessage = TextMessage | InfoRequest

/** A text, with buttons below it where there are any. Sources disagree on whether buttons want a `template_type`. */
export interface TextMessage {
  text: string
  attachment?: { type: 'template'; payload: { template_type?: 'button'; buttons: ZaloButton[] } }
}

/** A card with a form for name, address and phone number. */
export interface InfoRequest {
  attachment: {
    type: 'template'
    payload: {
      template_type: 'request_user_info'
      elements: [{ title: string; subtitle: string; image_url: string }]
    }
  }
}

/** A button that sends its payload as a message which the person does not see. */
export interface ZaloButton {
  title: string
  type: 'oa.query.hide'
  payload: string
}

/** The text that stands for a message where it is looked for again: in echoes and in the talk that Zalo keeps. */
export function textOf(message: ZaloMessage): string {
  if ('text' in message) return message.text
  const [{ title, subtitle }] = message.attachment.payload.elements
  return `${title}\n${subtitle}`
}
