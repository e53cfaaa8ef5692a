// The phone of one person, and what happens behind it. The emulator says through /__emu/stream that something changed; then all is asked for again.
const at = (id) => document.getElementById(id)
let chosen
let asking = false
let again = false

/** An element with its text, fields and what it holds. */
const make = (tag, fields = {}, inside = []) => {
  const element = Object.assign(document.createElement(tag), fields)
  element.append(...inside)
  return element
}

const ask = async (path, body) => {
  const post = body === undefined ? undefined : { method: 'POST', body: JSON.stringify(body) }
  const answer = await (await fetch(`/__emu/${path}`, post)).json()
  if (answer.error) alert(answer.error)
  return answer
}
const act = (what, body = {}) => (chosen ? ask(`users/${chosen}/${what}`, body) : undefined)

const show = (state) => {
  if (!state.people.some((p) => p.id === chosen)) chosen = state.people[0]?.id
  const person = state.people.find((p) => p.id === chosen)
  at('oa').textContent = state.oaName
  at('follow').textContent = person?.follows ? 'Bỏ quan tâm' : 'Quan tâm'
  at('follow').onclick = () => act(person?.follows ? 'unfollow' : 'follow')
  at('people').replaceChildren(...state.people.map(personButton))
  at('clock').textContent = new Date(state.now).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })
  at('webhook').textContent = `${state.webhook.url ?? 'none'}${state.webhook.disabled ? ' (switched off)' : ''}`
  at('money').textContent = `Spent: ${state.spentDong} đ. Wallet: ${state.walletDong ?? 'none'}.`
  at('events').replaceChildren(...state.events.map(eventLine))
  at('calls').replaceChildren(...state.calls.map(callLine))
  at('violations').replaceChildren(...state.violations.map((text) => make('li', { textContent: text })))
  at('coverage').replaceChildren(...state.coverage.map((c) => make('li', { textContent: `${c.name}: ${c.about}` })))
  showTalk(state.talk, person)
  for (const select of at('variants').querySelectorAll('select')) select.value = state.variant[select.name]
}

const personButton = (person) => {
  const pick = () => {
    chosen = person.id
    refresh()
  }
  const about = make('small', { textContent: `${person.phone}${person.follows ? ' · follows' : ''}` })
  const button = make('button', { textContent: person.name, onclick: pick }, [about])
  button.setAttribute('aria-pressed', String(person.id === chosen))
  return make('li', {}, [button])
}

let talkShown = ''
const showTalk = (talk, person) => {
  const now = JSON.stringify([chosen, talk])
  if (now === talkShown) return
  talkShown = now
  at('talk').replaceChildren(...talk.map(bubble))
  const form = at('form-share')
  form.hidden = talk.at(-1)?.kind !== 'form'
  if (!form.hidden && person) Object.assign(form.elements.namedItem('name'), { value: person.name })
  if (!form.hidden && person) Object.assign(form.elements.namedItem('phone'), { value: person.phone })
  at('talk').scrollTop = at('talk').scrollHeight
}

const bubble = (message) => {
  const inside = []
  const isPicture = message.kind === 'media' || (message.kind === 'form' && message.media)
  if (isPicture) inside.push(make('img', { src: message.media, alt: '' }))
  if (message.kind === 'file') inside.push(make('a', { href: message.media, textContent: '📄 Tệp', download: '' }))
  if (message.kind === 'location') inside.push('📍 Vị trí')
  inside.push(message.text, ...message.buttons.map(pressed))
  const marks = [who(message), message.reactions.join(' ')].filter((mark) => mark !== '')
  if (marks.length > 0) inside.push(make('small', { textContent: marks.join(' · ') }))
  return make('li', { className: `${message.by} ${message.kind}` }, inside)
}

const who = (message) => {
  if (message.by === 'agent') return 'cán bộ, trong Zalo OA'
  return message.kind === 'template' ? `tin mẫu ${message.templateId} (${message.way})` : ''
}

const pressed = (button) => {
  const opens = button.type === 'oa.open.url'
  const onclick = () => {
    if (opens) window.open(button.payload, '_blank', 'noopener')
    act('press', { label: button.payload })
  }
  return make('button', { type: 'button', textContent: button.label, title: button.type, onclick })
}

const eventLine = (event) => {
  const answers = event.answers.join(', ') || '…'
  const wrong = event.state !== 'delivered' && event.state !== 'waiting'
  const resend = make('button', { textContent: 'again', onclick: () => ask('resend', { eventId: event.id }) })
  const text = `${event.name} → ${answers} (${event.state}) `
  return make('li', { className: wrong ? 'wrong' : '', title: event.bytes }, [text, resend])
}

const callLine = (call) => {
  const text = `${call.name} → ${call.error ?? '…'}`
  return make('li', { textContent: text, title: JSON.stringify(call.params), className: call.error ? 'wrong' : '' })
}

const refresh = async () => {
  if (asking) {
    again = true
    return
  }
  asking = true
  show(await ask(`state${chosen ? `?user=${chosen}` : ''}`))
  asking = false
  if (again) {
    again = false
    refresh()
  }
}

at('newcomer').onsubmit = async (event) => {
  event.preventDefault()
  const { name, phone } = Object.fromEntries(new FormData(event.target))
  const number = at('people').children.length + 1
  const made = await ask('users', { user: number, name, ...(phone ? { phone } : {}) })
  chosen = made.id
  event.target.reset()
  refresh()
}
at('write').onsubmit = (event) => {
  event.preventDefault()
  const field = event.target.elements.namedItem('text')
  if (field.value !== '') act('text', { text: field.value })
  field.value = ''
}
at('agent').onsubmit = (event) => {
  event.preventDefault()
  const field = event.target.elements.namedItem('text')
  if (chosen) ask('agent', { to: chosen, text: field.value })
  field.value = ''
}
at('form-share').onsubmit = (event) => {
  event.preventDefault()
  act('submit_info', Object.fromEntries(new FormData(event.target)))
  event.target.hidden = true
}
at('place').onclick = () => act('location')
at('picture').onchange = async (event) => {
  const [file] = event.target.files
  if (file && chosen) {
    await fetch(`/__emu/users/${chosen}/image?type=${encodeURIComponent(file.type)}`, { method: 'POST', body: file })
  }
  event.target.value = ''
}
at('clock-buttons').onclick = ({ target }) => target.dataset.ms && ask('clock', { ms: Number(target.dataset.ms) })
at('faults').onclick = ({ target }) => {
  const { how, code } = target.dataset
  if (how) ask('fail', { how, ...(code ? { code: Number(code) } : {}) })
}

const showChoices = (choices) => {
  for (const [name, ways] of Object.entries(choices)) {
    const options = ways.map((way) => make('option', { value: way, textContent: way }))
    const onchange = ({ target }) => ask('vary', { [name]: target.value })
    at('variants').append(make('label', { htmlFor: `way-${name}`, textContent: name }))
    at('variants').append(make('select', { name, id: `way-${name}`, onchange }, options))
  }
}

const begin = async () => {
  showChoices(await ask('choices'))
  const { people } = await ask('state')
  if (people.length === 0) await ask('users', { user: 1, name: 'Chị Mẫu', phone: '84912345678' })
  new EventSource('/__emu/stream').onmessage = refresh
}
begin()
