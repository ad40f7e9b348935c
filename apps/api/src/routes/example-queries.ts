/** What GraphiQL opens with in the demo. */
export const exampleQueries = [
  `# The events that you may see.
query Events {
  events {
    slug
    title { text language }
    startsOn
    endsOn
    timeZone
  }
}
`,
  `# The program of the symposium, with who appears in each session.
query Program {
  event(slug: "ipss-2023") {
    title { text }
    program {
      release
      sessions {
        title { text }
        startsAt
        endsAt
        room { name { text } }
        appearances { role person { displayName } }
      }
    }
  }
}
`,
  `# The thread: from each question to its answers, and to its words in the published minutes.
query Thread {
  event(slug: "ipss-2023") {
    questions {
      number
      asker
      words { symbol turn url }
      answers { person { displayName } words { turn url } }
    }
    minutes {
      symbol
      artifacts { name bytes sha256 }
    }
  }
}
`,
  `# The program as it is released, live: keep this running, and release it again.
subscription Released {
  programReleased(event: "iaptc-2026") {
    release
    changes { kind title { text } }
  }
}
`,
];
