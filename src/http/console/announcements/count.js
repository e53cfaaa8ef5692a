// Counts anew whom the audience reaches while it is chosen. Without a script the button beside the count does.
;(() => {
  const restMs = 600
  const form = document.getElementById('writing')
  if (!form) return
  let waiting
  let asked = 0

  async function count() {
    const mine = ++asked
    const body = new URLSearchParams(new FormData(form))
    body.set('do', 'count')
    try {
      const answer = await fetch(location.pathname, { method: 'POST', body, headers: { Accept: 'text/html' } })
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('count')
      // Whoever chose on meanwhile waits for the later answer.
      if (mine === asked && fresh) document.getElementById('count')?.replaceWith(fresh)
    } catch {
      // The next choice asks again.
    }
  }

  form.addEventListener('change', (event) => {
    if (!event.target.closest('#audience')) return
    clearTimeout(waiting)
    waiting = setTimeout(count, restMs)
  })
})()
