// Makes the chat better where it runs; without it every form still works. It sends without leaving the page, and merges into
// the list what the server drew anew: nothing is drawn here but the line that is on its way.
;(() => {
  const main = document.querySelector('main')
  const scroll = document.getElementById('scroll')
  const notice = document.getElementById('notice')
  const writing = document.getElementById('writing')
  if (!main || !scroll || !notice || !writing || !window.fetch || !window.DOMParser) return

  const lines = () => document.getElementById('lines')
  const composer = () => document.getElementById('composer')
  const field = () => document.getElementById('field')
  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(12))
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
  const toNewest = () => {
    scroll.scrollTop = 0
  }

  for (const link of document.querySelectorAll('.look')) link.remove()

  // ---- what is new ----

  let looking = false
  let lookAgain = false

  async function look() {
    if (looking) {
      lookAgain = true
      return
    }
    looking = true
    try {
      const answer = await fetch('/chat/lines', { headers: { Accept: 'text/html' } })
      if (answer.status === 401) location.reload()
      if (answer.ok) merge(new DOMParser().parseFromString(await answer.text(), 'text/html'))
    } catch {
      // The stream comes back by itself and looks again.
    } finally {
      looking = false
      if (lookAgain) {
        lookAgain = false
        look()
      }
    }
  }

  function merge(drawn) {
    const fresh = [...drawn.querySelectorAll('#lines > li')]
    const list = lines()
    // Who reads older lines is not torn away; who stands at the newest stays there.
    const nearNewest = scroll.scrollTop > -120
    const known = new Map([...list.children].map((line) => [line.dataset.line, line]))
    const said = fresh.filter((line) => !known.has(line.dataset.line))
    if (said.some((line) => line.classList.contains('person'))) dropPending(list, said)
    // The page shows what the server drew and no more: lines that have become older than that are behind the link on top.
    const drawnKeys = new Set(fresh.map((line) => line.dataset.line))
    for (const [key, line] of known) {
      if (!drawnKeys.has(key) && !line.classList.contains('pending')) line.remove()
    }
    let spot = list.firstChild
    for (const line of fresh) {
      const old = known.get(line.dataset.line)
      if (old) {
        old.className = line.className
        if (old === spot) spot = spot.nextSibling
        else list.insertBefore(old, spot)
      } else {
        list.insertBefore(line, spot?.isConnected ? spot : null)
      }
    }
    const answered = said.some((line) => line.classList.contains('bot'))
    if (answered) {
      writing.hidden = true
      for (const button of list.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled')
    }
    if (said.some((line) => line.classList.contains('person')) || nearNewest) toNewest()
    // A long answer is read from its beginning.
    const [first] = said.filter((line) => line.classList.contains('bot'))
    if (nearNewest && first && first.offsetHeight > scroll.clientHeight) first.scrollIntoView({ block: 'start' })
    swapField(drawn.getElementById('composer'))
  }

  function dropPending(list, said) {
    const texts = said.map((line) => line.querySelector('.bubble')?.textContent)
    for (const line of list.querySelectorAll('.pending')) {
      if (texts.includes(line.querySelector('.bubble').textContent)) line.remove()
    }
  }

  // The field fits the question; what is being typed stays, and so does the place to type.
  function swapField(drawn) {
    const old = composer()
    if (!drawn || drawn.dataset.input === old.dataset.input) return
    const typed = field().value
    const focused = document.activeElement === field()
    old.replaceWith(drawn)
    field().value = typed
    if (focused) field().focus()
  }

  // ---- what the person says ----

  const sending = new WeakSet()

  document.addEventListener('submit', async (event) => {
    const form = event.target
    if (form.getAttribute('action') !== '/chat') return
    event.preventDefault()
    const button = event.submitter
    const tapped = button?.name === 'token' ? button : undefined
    if (sending.has(form) || tapped?.getAttribute('aria-disabled') === 'true') return
    const body = new URLSearchParams(new FormData(form))
    const text = tapped ? tapped.textContent : (body.get('text') ?? '').trim()
    if (text === '') return
    if (tapped) body.set('token', tapped.value)
    body.set('id', newId())
    sending.add(form)
    const pending = show(text)
    notice.textContent = ''
    if (tapped) tapped.setAttribute('aria-disabled', 'true')
    else clearField()
    const problem = await send(body)
    sending.delete(form)
    if (problem === undefined) {
      writing.hidden = false
      look()
      return
    }
    pending.remove()
    notice.textContent = problem
    if (tapped) tapped.removeAttribute('aria-disabled')
    else field().value = field().value || text
  })

  async function send(body) {
    try {
      const answer = await fetch('/chat', { method: 'POST', body, headers: { Accept: 'application/json' } })
      if (answer.ok) return undefined
      return (await answer.json()).error ?? main.dataset.failed
    } catch {
      return main.dataset.offline
    }
  }

  function show(text) {
    const line = document.createElement('li')
    line.className = 'line person pending'
    line.setAttribute('aria-hidden', 'true')
    const bubble = document.createElement('p')
    bubble.className = 'bubble'
    bubble.textContent = text
    line.append(bubble)
    lines().append(line)
    toNewest()
    return line
  }

  function clearField() {
    field().value = ''
    field().focus()
  }

  // Enter sends, as in every messenger; with Shift it makes a new line. Not while a letter is still being composed.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.target.id !== 'field') return
    event.preventDefault()
    composer().requestSubmit()
  })

  // ---- hearing ----

  if (window.EventSource) {
    const open = () => {
      const stream = new EventSource('/chat/events')
      stream.addEventListener('news', look)
      stream.addEventListener('error', () => {
        // Given up by the browser: the server refused. Try again later.
        if (stream.readyState === EventSource.CLOSED) setTimeout(open, 15000)
      })
      addEventListener('pagehide', () => stream.close(), { once: true })
    }
    open()
    // A page that comes back from the memory of the browser begins anew.
    addEventListener('pageshow', (event) => {
      if (event.persisted) location.reload()
    })
  } else {
    setInterval(look, 5000)
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) look()
  })
  addEventListener('online', look)
})()
