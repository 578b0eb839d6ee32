  // Questions to the server.

  function ask(question) {
    question.url = known.url;
    return fetch('jssdk-sign', {
      method: 'POST', body: JSON.stringify(question), headers: { 'Content-Type': 'application/json' },
      cache: 'no-store', credentials: 'same-origin', referrerPolicy: 'no-referrer'
    }).then(function (response) {
      return response.text();
    }).then(function (text) {
      var answer;
      try { answer = JSON.parse(text); } catch (error) { answer = { error: text }; }
      if (answer.error) { throw answer; }
      return answer;
    });
  }

  function reasons(error) {
    if (!error.error) { return [words.no_server, String(error.message || error)]; }
    return [error.error].concat(error.hints || []);
  }
