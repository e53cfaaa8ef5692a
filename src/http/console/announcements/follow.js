// Keeps the figures of a sending fresh where it runs, without loading the page again; without it the page loads itself.
// The server draws the parts, and only a part that has changed is put in place of the old one.
;(() => {
  const everyMs = 2_000

  async function look() {
    const here = document.getElementById('going')
    if (!here?.dataset.follow) return
    if (!document.hidden) {
      try {
        const answer = await fetch(here.dataset.follow, { headers: { Accept: 'text/html' } })
        const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('going')
        // Another state has other buttons, and who was signed out has to sign in: that is a page of its own.
        if (answer.ok && drawn?.dataset.status !== here.dataset.status) {
          location.assign(here.dataset.page)
          return
        }
        if (answer.ok) merge(here, drawn)
      } catch {
        // The service may be starting anew: the next look tells.
      }
    }
    setTimeout(look, everyMs)
  }

  function merge(here, drawn) {
    for (const fresh of drawn.querySelectorAll('[data-part]')) {
      const old = here.querySelector(`[data-part="${fresh.dataset.part}"]`)
      if (!old || old.outerHTML === fresh.outerHTML) continue
      const focused = old.contains(document.activeElement) ? document.activeElement.id : ''
      old.replaceWith(fresh)
      if (focused) document.getElementById(focused)?.focus()
    }
  }

  setTimeout(look, everyMs)
})()
