function () {
  // Removes personal data from the address of a page by the same rule as yew-customerly does for the events of
  // the chat, so that both have one address. PRIVACY.md of yew-customerly states the rule.
  var PARAMETERS = [];
  var CAMPAIGN = /^utm_(source|medium|campaign|term|content|id|source_platform|creative_format|marketing_tactic)$/i;
  var SECRET = /^(token|key|apikey|reset|invite|invitation|verify|confirm|activate|unsubscribe|magic|session|password|auth|secret)$/i;
  var PHONE = /^(tel|telephone|telefon|telefono|phone|call|callback|mobile|mobil|cell|whatsapp|sms|fax)$/i;
  var EMAIL = /[^ "(),:;<>\[\\\]]*[^ "(),:;<>\[\\\]\/@=?&#]@[a-z0-9-]+(\.[0-9-][a-z0-9-]*)*\.[a-z][^ "(),:;<>\[\\\]]*/i;
  var SPELLED_AT = /^ ?[(\[{]at[)\]}] ?/i;
  var UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
  var REDACTED = '(redacted)';

  // The text decoded and folded to ASCII, and where each of its characters begins and ends in the text.
  function fold(text) {
    var folded = '', starts = [], ends = [], position = 0;

    function byte(depth) {
      if (position >= text.length) return 0;
      var value = text.charCodeAt(position++);
      // A decoded percent sign can begin another code.
      while (value === 37 && depth < 6) {
        var start = position, high = hex(byte(depth + 1)), low = high < 0 ? -1 : hex(byte(depth + 1));
        if (low < 0) {
          position = start;
          break;
        }
        value = high * 16 + low;
      }
      return value;
    }

    function code() {
      if (position >= text.length) return -1;
      if (text.charCodeAt(position) > 127) return text.charCodeAt(position++);
      var first = byte(0), length = 0;
      while (length < 8 && first & (128 >> length)) length++;
      var value = first & (127 >> length);
      for (var read = 1; read < length; read++) {
        var end = position, next = byte(0);
        if ((next & 192) !== 128) {
          position = end;
          break;
        }
        value = value << 6 | next & 63;
      }
      // Invalid UTF-8, including an overlong encoding of ASCII, counts as a letter.
      return length === 0 || value >>> 0 > 127 ? value >>> 0 : 97;
    }

    // The rest of a character reference after its ampersand, such as #64; or #x40;.
    function reference() {
      if (code() !== 35) return -1;
      var start = position, radix = 16, value = 0;
      if ((code() | 32) !== 120) {
        radix = 10;
        position = start;
      }
      for (;;) {
        var next = code(), digit = next < 0 ? -1 : hex(next);
        if (digit < 0 || digit >= radix || value >= 0x110000) return next === 59 && value > 0 ? value : -1;
        value = value * radix + digit;
      }
    }

    while (position < text.length) {
      var start = position, value = code();
      if (value === 38) {
        var end = position, referenced = reference();
        if (referenced < 0) position = end; else value = referenced;
      }
      folded += ascii(value);
      starts.push(start);
      ends.push(position);
    }
    return { text: folded, starts: starts, ends: ends };
  }

  function hex(code) {
    return code > 102 ? -1 : '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
  }

  // The ASCII character that a code point counts as.
  function ascii(code) {
    var zeros = [0x660, 0x6f0, 0xe50, 0xed0, 0x1040, 0x17e0];
    if (code >= 0x966 && code <= 0xd6f) zeros.push(code - (code - 0x966) % 0x80);
    for (var index = 0; index < zeros.length; index++) {
      if (code >= zeros[index] && code < zeros[index] + 10) return String(code - zeros[index]);
    }
    if (code <= 32 || code === 127) return ' ';
    if (code < 127) return String.fromCharCode(code);
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
    if (code === 0xfe6b) return '@';
    var isMark = code >= 0x2000 && code <= 0x206f ||
      ' a0 ad b7 2212 3000 30fc feff '.indexOf(' ' + code.toString(16) + ' ') >= 0;
    return isMark ? '-' : 'a';
  }

  // The start and the end of the next email address in a text, or null.
  function nextEmail(text) {
    var chars = fold(text), read = '', starts = [], ends = [];
    for (var index = 0; index < chars.text.length;) {
      var spelled = SPELLED_AT.exec(chars.text.substr(index, 6));
      var length = spelled ? spelled[0].length : 1;
      read += spelled ? '@' : chars.text.charAt(index);
      starts.push(chars.starts[index]);
      index += length;
      ends.push(chars.ends[index - 1]);
    }
    var found = EMAIL.exec(read);
    return found && [starts[found.index], ends[found.index + found[0].length - 1]];
  }

  // The start and the end of the next phone number in a part of an address, or null.
  function nextPhone(text, isAfterPhone) {
    var chars = fold(text), before = ' ', plus = -1, bracket = -1, index = 0;

    function isUuid(at) {
      return UUID.test(text.substr(chars.starts[at], 36));
    }

    while (index < chars.text.length) {
      if (!/[a-z0-9]/i.test(before) && isUuid(index)) {
        index += 36;
        before = '0';
        continue;
      }
      var char = chars.text.charAt(index);
      if (char >= '0' && char <= '9') {
        var first = index, groups = [], gap = 1, separator = ' ', isBracketed = false, next;
        for (;; index++) {
          next = chars.text.charAt(index) || ' ';
          if (/[0-9]/.test(next) && !(gap > 0 && isUuid(index))) {
            if (gap > 0) groups.push({ start: index, end: index, digits: '', separator: separator });
            groups[groups.length - 1].digits += next;
            groups[groups.length - 1].end = index;
            gap = 0;
          } else if (index < chars.text.length && gap < 4 && (/[ ()\-.\/\[\]_~]/.test(next) || next === '+' && gap === 0)) {
            if (gap === 0) separator = next;
            if (next === ')' || next === ']') isBracketed = true;
            gap++;
          } else {
            break;
          }
        }
        var after = gap === 0 ? next : separator, touchesLetter = /[a-z]/i.test(before);
        // After a plus sign, only the digits at a letter are a part of its name.
        if (/[a-z]/i.test(after)) {
          if (plus >= 0) groups.pop(); else touchesLetter = true;
        }
        var found = touchesLetter ? null : findPhone(groups, plus >= 0, isAfterPhone);
        if (found) {
          var sign = plus >= 0 ? plus : isBracketed ? bracket : -1;
          var start = found[0] === first && sign >= 0 ? sign : found[0];
          return [chars.starts[start], chars.ends[found[1]]];
        }
        before = after;
        plus = bracket = -1;
        continue;
      }
      if (char === '+') {
        if (!/[a-z0-9]/i.test(before)) plus = index;
      } else if (char === '(' || char === '[') {
        bracket = index;
      } else if (char !== ' ') {
        plus = bracket = -1;
      }
      before = char;
      index++;
    }
    return null;
  }

  // A phone number between the dates among the groups.
  function findPhone(groups, hasPlus, isAfterPhone) {
    for (var start = 0, index = 0; ; ) {
      var isSigned = hasPlus && start === 0, isEnd = index >= groups.length;
      var skips = !isEnd && isDate(groups, index);
      if (skips && isSigned) skips = index > 0 && groups[index].separator !== groups[index + 1].separator;
      if (!skips && !isEnd) {
        index++;
        continue;
      }
      var number = groups.slice(start, index);
      if (hasPhone(number, isSigned || isAfterPhone)) return [number[0].start, number[number.length - 1].end];
      if (isEnd) return null;
      start = index += 3;
    }
  }

  function isDate(groups, index) {
    var first = groups[index], second = groups[index + 1], third = groups[index + 2];
    if (!third || second.separator !== third.separator || second.separator === ' ') return false;
    return isDay(second) && (isYear(first) && isDay(third) || isDay(first) && isYear(third));
  }

  function isYear(group) {
    return /^(19|20)..$/.test(group.digits);
  }

  function isDay(group) {
    return group.digits.length < 3 && group.digits >= 1 && group.digits < 32;
  }

  // A phone number, or after a plus sign or a word several in a row.
  function hasPhone(groups, isSigned) {
    for (var count = 1; isSigned && count <= 8 && count < groups.length; count++) {
      if (isPhone(groups.slice(0, count), true) && countDigits(groups) > 15) return true;
    }
    return isPhone(groups, isSigned);
  }

  function countDigits(groups) {
    var digits = 0;
    for (var index = 0; index < groups.length; index++) digits += groups[index].digits.length;
    return digits;
  }

  function isPhone(groups, isSigned) {
    var lengths = [], digits = countDigits(groups);
    for (var index = 0; index < groups.length; index++) lengths.push(groups[index].digits.length);
    if (!digits || digits > 15) return false;
    if (isSigned) return digits >= 7;
    // North America's notation, with or without its country code.
    var first = groups[0].digits, local = (first === '1' ? lengths.slice(1) : lengths).join();
    if (local === '3,3,4') return true;
    // A trunk prefix and an area code, or the prefix of another country.
    return digits >= 9 && lengths.length > 1 && /^(00?[1-9]|00$)/.test(first);
  }

  function replace(text, next, isAfterPhone) {
    var replaced = '', found;
    while ((found = next(text, isAfterPhone))) {
      replaced += text.slice(0, found[0]) + REDACTED;
      text = text.slice(found[1]);
    }
    return replaced + text;
  }

  // Whether the segment before, or the parameter's name, has one of the words.
  function names(before, word) {
    var words = before.split(/[^a-z0-9]/i);
    for (var index = 0; index < words.length; index++) {
      if (word.test(words[index])) return true;
    }
    return false;
  }

  // A JSON Web Token, or a long random text after a word such as "reset".
  function isSecret(part, before) {
    if (part.length < 16) return false;
    if (/^eyJ.*\./.test(part)) return true;
    var changes = part.replace(/[^a-z0-9]/gi, '').match(/[0-9]+|[a-z]+/gi) || [];
    return names(before, SECRET) && changes.length > 3;
  }

  function split(text, separator) {
    var end = text.indexOf(separator);
    return end < 0 ? [text] : [text.slice(0, end), text.slice(end + 1)];
  }

  // A campaign's value ends where another query would begin.
  function queryValue(value) {
    var chars = fold(value), end = chars.text.search(/[?&;#]/);
    return end < 0 ? value : value.slice(0, chars.starts[end]);
  }

  // The first characters, without an incomplete percent code at the end.
  function cut(text, limit) {
    return text.length <= limit ? text : text.slice(0, limit).replace(/%[^%]?$/, '').replace(/(%[89a-f].)+$/i, '');
  }

  return function (url, limit, redacts) {
    var address = '', rest = '';

    function clean(part, before) {
      if (!redacts) return part;
      if (isSecret(part, before)) return REDACTED;
      return replace(replace(part, nextEmail), nextPhone, names(before, PHONE));
    }

    function path(separator, segments, isRoute) {
      var cleaned = '', before = '';
      segments = segments.split('/');
      for (var index = 0; index < segments.length; index++) {
        var segment = segments[index].split(';')[0];
        cleaned += separator;
        if (isRoute && /[=&]/.test(segment)) return cleaned;
        cleaned += clean(segment, before);
        before = segment;
        separator = '/';
      }
      return cleaned;
    }

    var fragment = split(url, '#'), query = split(fragment[0], '?');
    var scheme = split(query[0], ':'), hasScheme = scheme.length > 1 && scheme[0].indexOf('/') < 0;
    var afterScheme = hasScheme ? scheme[1] : query[0];
    if (hasScheme) {
      // An address without a host is no page: data:, about:srcdoc, blob:.
      if (afterScheme.slice(0, 2) !== '//') return '';
      address = clean(scheme[0], '') + ':';
    }
    if (afterScheme.slice(0, 2) === '//') {
      var authority = split(afterScheme.slice(2), '/'), host = authority[0].split('@').pop();
      address += '//' + (nextEmail(host) ? REDACTED : host);
      if (host && authority.length > 1) address += path('/', authority[1], false);
    } else {
      address += path('', query[0], false);
    }

    // A route's own query joins the address's, where Google Analytics looks for campaigns.
    var isRoute = /^!?\//.test(fragment[1] || '');
    var route = split(isRoute ? fragment[1].split('#')[0] : '', '?');
    var pairs = (query[1] || '').split('&').concat((route[1] || '').split('&'));
    for (var index = 0; index < pairs.length; index++) {
      var pair = split(pairs[index], '='), name = pair[0].replace(/^amp;/, ''), value = pair[1] || '', isKept = true;
      if (CAMPAIGN.test(name)) {
        name = name.toLowerCase();
        value = queryValue(value);
        isKept = /^[0-9]*$/.test(value) || clean(value, name) === value;
      } else {
        isKept = PARAMETERS.indexOf(name) >= 0;
        value = isKept ? clean(value, name) : '';
      }
      if (isKept) rest += (rest ? '&' : '?') + name + (pair.length > 1 ? '=' + value : '');
    }
    if (isRoute) rest += path('#', route[0], true);

    return cut(address, Math.max(limit - rest.length, 0)) + cut(rest, limit);
  };
}
