// Keeps the inbox and an open case fresh where it runs, without loading the page again; without it a link does so. The server draws
// the parts, and only a part that has changed is put in place of the old one. It also puts a canned text into the answer at once.
;(() => {
  const everyMs = 3_000
  // Whoever has left the desk is not kept signed in by a page that asks on and on.
  const idleMs = 20 * 60_000
  // Rows do not move under a pointer that is on its way to one of them.
  const holdMs = 2_000
  let acted = Date.now()
  let pointed = 0

  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'focus'])
    addEventListener(
      kind,
      () => {
        acted = Date.now()
        if (kind === 'pointermove') pointed = acted
      },
      { passive: true },
    )

  async function look() {
    const here = document.getElementById('live')
    if (!here?.dataset.follow) return
    const awake = !document.hidden && Date.now() - acted < idleMs
    if (awake && !(await drawn(here))) return
    setTimeout(look, everyMs)
  }

  /** False when there is nothing more to follow. */
  async function drawn(here) {
    try {
      const answer = await fetch(here.dataset.follow, { headers: { Accept: 'text/html' } })
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live')
      if (answer.ok && fresh) merge(here, fresh)
      else if (answer.status < 500) return ended(here)
    } catch {
      // The service may be starting anew: the next look tells.
    }
    return true
  }

  /** Who was signed out keeps what is typed, and reads why nothing new comes. */
  function ended(here) {
    const note = document.createElement('p')
    note.className = 'notice bad'
    note.setAttribute('role', 'alert')
    note.textContent = here.dataset.ended
    here.prepend(note)
    return false
  }

  function merge(here, fresh) {
    for (const part of fresh.querySelectorAll('[data-part]')) {
      const old = here.querySelector(`[data-part="${part.dataset.part}"]`)
      if (!old || old.outerHTML === part.outerHTML) continue
      if (old.dataset.hold && old.matches(':hover') && Date.now() - pointed < holdMs) continue
      const focused = old.contains(document.activeElement) ? document.activeElement.id : ''
      old.replaceWith(part)
      if (focused) document.getElementById(focused)?.focus()
    }
  }

  setTimeout(look, everyMs)

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-insert]')
    const choice = button && document.getElementById(button.dataset.insert)
    const field = button?.form?.querySelector('textarea')
    if (!choice || !field) return
    event.preventDefault()
    const text = choice.selectedOptions[0]?.dataset.text
    if (!text) return
    const { selectionStart: from, selectionEnd: to, value } = field
    const before = value.slice(0, from)
    const gap = before === '' || before.endsWith('\n') ? '' : '\n'
    field.setRangeText(gap + text, from, to, 'end')
    field.focus()
  })
})()
