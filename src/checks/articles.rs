//! Articles that do not go with what stands behind them: "An artists perform", "A cars burns", "A injured man", "An 7-foot".

use super::clauses::{self, adjacent, begins, beings, breaks, clause, of_one, plain, small_things};
use super::number::{Slip, verb_follows, wave};
use super::sentence::preposition;
use super::verbs::{self, Behind, behind};
use super::words::{Word, has};
use crate::text::dictionary;

/// An article, at a word, that is not what it should be.
pub(super) fn slip(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    article(text, list, at).or_else(|| of_things(text, list, at)).or_else(|| sound(text, list, at))
}

/// Nouns that stand before persons and say where or at what they work.
const TRADES: &str = "security police army navy border prison college school university hospital rescue emergency aid health traffic \
    fire football soccer basketball baseball hockey cricket rugby tennis street court city town village county government opposition \
    church coast lifeboat railway bus taxi truck train delivery construction factory farm";

/// Words for several that end as their own languages have it, with the word for one.
const LEARNED: [(&str, &str); 16] = [
    ("vertebrae", "vertebra"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("alumni", "alumnus"),
    ("larvae", "larva"),
    ("fungi", "fungus"),
    ("cacti", "cactus"),
    ("stimuli", "stimulus"),
    ("nuclei", "nucleus"),
    ("antennae", "antenna"),
    ("formulae", "formula"),
    ("crises", "crisis"),
    ("oases", "oasis"),
    ("theses", "thesis"),
    ("strata", "stratum"),
    ("paparazzi", "paparazzo"),
];

/// "An artists perform": an article for one before several persons, and what follows is no second part of a noun.
fn article(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    const ADJECTIVES: [&str; 8] =
        ["young", "old", "elderly", "local", "masked", "injured", "little", "happy"];
    let article = &list[at];
    if !(article.text.eq_ignore_ascii_case("a") || article.text.eq_ignore_ascii_case("an")) {
        return None;
    }
    let capital = |w: &Word<'_>| {
        w.text.starts_with(char::is_uppercase) || ADJECTIVES.contains(&w.text) || adjective(w.text)
    };
    // "A security guards": the noun before is part of who they are.
    let trade = |n: usize| {
        let listed = TRADES.split_whitespace().any(|t| t == list[n].text);
        list.get(n + 1).is_some_and(|w| {
            // "An election officials carry": any noun before those who can be nothing but persons.
            beings(w.text).is_some()
                && (listed
                    || list[n].small() && verbs::single_noun(list[n].text) && verbs::of_one(w.text).is_none())
        })
    };
    let inside = |n: &usize| capital(&list[*n]) || trade(*n);
    let head = (at + 1..list.len().min(at + 4)).find(|n| !inside(n))?;
    let of_trade = head > at + 1 && trade(head - 1);
    if !(at..head).all(|n| adjacent(text, &list[n], &list[n + 1])) || !list[head].small() {
        return None;
    }
    if let Some((_, one)) = LEARNED.iter().find(|(many, _)| *many == list[head].text) {
        let span = article.at..list[head].end();
        let message = format!("“{}”: an article for one, and several of them", &text[span.clone()]);
        return Some(Slip { message, span, put: (list[head].at..list[head].end(), (*one).to_owned()) });
    }
    let one = beings(list[head].text)?;
    let next = list.get(head + 1).filter(|n| adjacent(text, &list[head], n))?;
    let many = plain(next.text).filter(|v| !v.noun || wave(list, head + 1)).is_some();
    let preposition = preposition(next.text) || matches!(next.text, "who" | "to" | "as" | "while");
    // "A people of the north" is one.
    let preposition = preposition && list[head].text != "people";
    // "A city guards against floods": behind such a noun it may be a verb.
    let preposition = preposition && !(of_trade && of_one(list[head].text).is_some());
    let single = of_one(next.text).is_some_and(|(_, v)| !v.noun || verb_follows(list, head + 1));
    if !many && !preposition && !single {
        return None;
    }
    let span = article.at..list[head].end();
    let message = format!("“{}”: an article for one, and several of them", &text[span.clone()]);
    let put = match many {
        true => {
            let rest = &text[list[at + 1].at..list[head].end()];
            (span.clone(), capital_like(article.text, rest))
        }
        false => (list[head].at..list[head].end(), one),
    };
    Some(Slip { message, span, put })
}

/// Whether a word's ending makes it an adjective: "municipal", "injured", "medical" before those who work.
fn adjective(word: &str) -> bool {
    word.len() > 5
        && ["al", "ous", "ful", "ive", "ical", "less", "ern", "ary"].iter().any(|e| word.ends_with(e))
        && dictionary::common(word)
}

/// Several in form and one in sense, beside those that stand so everywhere.
const AS_ONE: &str = "series species means crossroads headquarters barracks gallows works mews innings links woods thanks shambles \
    premises sweepstakes goods sports arms savings customs clothes times games events grounds stairs news lens corps chassis \
    waters lights seconds minutes hours days weeks months years miles metres meters dollars pounds euros kilometers kilometres \
    inches gross odds kudos billiards darts cards dominoes measles rabies diabetes humans talks odds glasses lots loads thousands \
    hundreds dozens millions scissors pliers tongs trousers jeans shorts pants overalls pyjamas pajamas binoculars bellows \
    forceps shears tweezers stocks bonds futures sales systems operations communications parks rights affairs foods lots";

/// "A cars burns", "An elephants sprays dust", "A flags hang": an article for one before several things, and a verb behind them.
fn of_things(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    let article = &list[at];
    let one = ["a", "an"].iter().any(|w| article.text.eq_ignore_ascii_case(w));
    if !one || !clause(text, list, at) {
        return None;
    }
    let (noun, verb) = (list.get(at + 1)?, list.get(at + 2)?);
    let near = adjacent(text, article, noun) && adjacent(text, noun, verb);
    if !near || !noun.small() || !verb.small() || !small_things(noun.text) || has(AS_ONE, noun.text) {
        return None;
    }
    // What is a verb, too, may be one: "A rises".
    let stem = noun.text.strip_suffix('s')?;
    if clauses::plain(stem).is_some_and(|v| !v.noun) {
        return None;
    }
    let several = verbs::plain(verb.text).filter(|v| !v.other);
    let kind = several
        .or_else(|| verbs::of_one(verb.text).map(|(_, v)| v))
        .filter(|_| !verbs::elsewhere(verb.text))?;
    let listed = plain(verb.text).is_some() || of_one(verb.text).is_some();
    let tells = match behind(text, list, at + 2, kind.noun) {
        // What a verb for one stands behind is no part of a compound: "An elephants sprays dust".
        _ if several.is_none() => listed,
        Behind::Object => listed,
        // "A visitors walk in Lyon" may be a path.
        Behind::Adverbial => listed && !kind.noun,
        Behind::Other => false,
    };
    if !tells || verbs::another(&list[at + 3..verbs::end(text, list, at + 2).max(at + 3)]) {
        return None;
    }
    let span = article.at..noun.end();
    let message = format!("“{}”: an article for one, and several of them", &text[span.clone()]);
    let put = match several {
        Some(_) => (span.clone(), capital_like(article.text, noun.text)),
        None => {
            let short = stem.strip_suffix("ie").map(|s| format!("{s}y"));
            let cut = stem.strip_suffix('e').filter(|s| s.ends_with(['s', 'x', 'h', 'z']));
            let one = [short, cut.map(str::to_owned)].into_iter().flatten().find(|w| dictionary::common(w));
            (noun.at..noun.end(), one.unwrap_or_else(|| stem.to_owned()))
        }
    };
    Some(Slip { message, span, put })
}

/// "A injured man", "An woman": the article that does not go with the sound behind it. Only of words that everybody knows, and
/// of none whose sound differs from its letter.
fn sound(text: &str, list: &[Word<'_>], at: usize) -> Option<Slip> {
    const MUTE: [&str; 5] = ["hour", "honest", "honor", "honour", "heir"];
    const YOU: [&str; 9] = ["eu", "ew", "uni", "use", "usu", "uti", "ut", "usa", "unanim"];
    let (article, next) = (&list[at], list.get(at + 1)?);
    let an = article.text.eq_ignore_ascii_case("an");
    if !(an || article.text.eq_ignore_ascii_case("a")) || !adjacent(text, article, next) {
        return None;
    }
    if next.text.starts_with(|c: char| c.is_ascii_digit()) {
        return figure(text, list, at, an);
    }
    // "A Old English sheepdog": of names only common words that begin them.
    let name = next.text.chars().skip(1).all(char::is_lowercase)
        && next.text.starts_with(|c: char| c.is_ascii_uppercase());
    let small = if name { next.text.to_lowercase() } else { next.text.to_owned() };
    if !lettered(&small) || name && !opens_names(&small) {
        return None;
    }
    // The letter A and the one in "Group A and" are none: a small word behind it is no noun's.
    let letter = article.text == "A" && at > 0 && !clause(text, list, at);
    let word = small.as_str();
    // "An festival-goer": the first part is what is said.
    let word = word.split('-').next().unwrap_or(word);
    if an && !letter && as_you(word, next.text) {
        return Some(misheard(text, article, next, an));
    }
    if letter || word.len() < 3 || breaks(word) || begins(word) || !word.is_ascii() {
        return None;
    }
    // What no dictionary has is told by its letters where they leave no doubt: "a ogham stone".
    let strange = || {
        !an && next.small()
            && word.len() > 4
            && word.starts_with(['a', 'e', 'i', 'o'])
            && !word[1..].starts_with(['a', 'e', 'i', 'o', 'u', 'w'])
            && super::spelling::reads_english(text)
    };
    if !dictionary::common(word) && !strange() {
        return None;
    }
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
    let unsure = word.starts_with("one") || word.starts_with("once") || word.starts_with("ouija")
        || YOU.iter().any(|y| word.starts_with(y)) || MUTE.iter().any(|m| word.starts_with(m))
        // "an historic", "an hotel": an old habit.
        || (an && word.starts_with('h')) || word.starts_with('y') || word.starts_with("ub") || word.starts_with("ur")
        // Read by its letters: "an mph sign".
        || !word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    // "A hour later": of these the h is never heard.
    let mute = !an && MUTE.iter().any(|m| word.starts_with(m));
    if (an == vowel || unsure) && !mute {
        return None;
    }
    Some(misheard(text, article, next, an))
}

/// Whether a word begins with the sound of "you" or "won", and is one of those that all say so: "an one-handed backhand".
fn as_you(word: &str, whole: &str) -> bool {
    let compound = matches!(word, "one" | "once") && whole.contains('-');
    compound
        || has(
            "european euro euros unique unit union unions uniform uniformed unicorn university universal used useful user users              usual utility unified united ewe eulogy",
            word,
        )
}

/// Whether a word with a capital begins names, and is no name that is said in another way.
fn opens_names(word: &str) -> bool {
    const OPENING: &str = "old english american african asian arab arabian arctic atlantic australian austrian albanian algerian \
        angolan argentine armenian afghan alpine amateur ancient antarctic anglican apache east eastern easter elizabethan emirati \
        ethiopian estonian egyptian european ecuadorian icelandic indian indonesian iranian iraqi irish islamic israeli italian ivorian \
        independent international olympic orthodox ottoman outer oxford open oscar emmy air army airbus iron ice ivory imperial";
    has(OPENING, word)
        || has(
            "french german greek british canadian chinese danish dutch finnish russian spanish swedish swiss turkish \
            japanese jewish korean kenyan lebanese mexican moroccan nigerian norwegian polish portuguese roman royal scottish \
            syrian thai tibetan vietnamese welsh belgian brazilian bulgarian colombian croatian cuban czech muslim",
            word,
        )
}

/// "A 8-year-old", "An 7-foot": eight, eleven and eighteen begin with a vowel, and what begins with them.
fn figure(text: &str, list: &[Word<'_>], at: usize, an: bool) -> Option<Slip> {
    let (article, next) = (&list[at], &list[at + 1]);
    // "Group A 8-3", "the A 8": a letter. "a 8 de maio" is another language's.
    let letter = article.text == "A" && !clause(text, list, at);
    if letter || !super::spelling::reads_english(text) {
        return None;
    }
    let digits: String = next.text.chars().take_while(char::is_ascii_digit).collect();
    let rest = &next.text[digits.len()..];
    // "18-24", "8-0": a score or a range is read in more ways; "8/10" too.
    let plain = rest.is_empty()
        || rest.starts_with(|c: char| c.is_alphabetic())
        || rest.starts_with('-') && !rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if !plain || digits.len() > 3 {
        return None;
    }
    let vowel = digits.starts_with('8') || matches!(digits.as_str(), "11" | "18");
    // "an 110-meter" is read "a hundred" or "one ten".
    let unsure = digits.starts_with("11") || digits.starts_with("18");
    let wrong = if an { !vowel && !unsure } else { vowel };
    wrong.then(|| misheard(text, article, next, an))
}

fn misheard(text: &str, article: &Word<'_>, next: &Word<'_>, an: bool) -> Slip {
    let span = article.at..next.end();
    let message =
        format!("“{}”: {} is said before this", &text[span.clone()], if an { "“a”" } else { "“an”" });
    let by = match (an, article.text.starts_with('A')) {
        (true, true) => "A",
        (true, false) => "a",
        (false, true) => "An",
        (false, false) => "an",
    };
    Slip { message, span, put: (article.at..article.end(), by.to_owned()) }
}

/// Whether a word, with the hyphens of a compound, is of small letters.
fn lettered(word: &str) -> bool {
    word.chars().all(|c| c.is_lowercase() || c == '-')
}

fn capital_like(model: &str, words: &str) -> String {
    let mut letters = words.chars();
    match (model.chars().next().is_some_and(char::is_uppercase), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}
