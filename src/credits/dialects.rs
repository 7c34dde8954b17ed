//! The dialects of credit lines: one row each, told by the signs that a line bears. Their examples are the rows of
//! `examples.tsv`; a test holds that every dialect has some.

/// What a credit line shows of its dialect.
pub(super) struct Signs<'a> {
    /// The words before it that say that it is a credit.
    pub label: Option<&'a str>,
    pub bracketed: bool,
    /// The organisation stands left of the name.
    pub agency_first: bool,
    /// Somebody passed it on.
    pub distributed: bool,
}

/// A dialect.
pub(super) struct Dialect {
    pub id: &'static str,
    /// How it looks.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by people, and by the test of the table"))]
    pub form: &'static str,
    fits: fn(&Signs<'_>) -> bool,
}

/// Every dialect; the first one that fits is a line's own.
pub(super) static DIALECTS: &[Dialect] = &[
    Dialect {
        id: "source-label",
        form: "Image source, Name / Agency",
        fits: |s| s.label.is_some_and(|l| l.starts_with("Image ")),
    },
    Dialect {
        id: "mandatory-credit",
        form: "Mandatory Credit: Name-Agency",
        fits: |s| s.label.is_some_and(|l| l.starts_with("Mandatory") || l.starts_with("MANDATORY")),
    },
    Dialect {
        id: "copyright-sign",
        form: "© Name, Agency",
        fits: |s| s.label.is_some_and(|l| l.trim_end() == "©"),
    },
    Dialect {
        id: "labelled-brackets",
        form: "(Photo by Name/Agency)",
        fits: |s| s.label.is_some() && s.bracketed,
    },
    Dialect { id: "labelled", form: "Photograph: Name/Agency", fits: |s| s.label.is_some() },
    Dialect { id: "brackets-agency-name", form: "(AP Photo/Name)", fits: |s| s.bracketed && s.agency_first },
    Dialect { id: "brackets-name-agency", form: "(Name/Agency)", fits: |s| s.bracketed },
    Dialect { id: "agency-name", form: "REUTERS/Name", fits: |s| s.agency_first },
    Dialect { id: "name-agency-via", form: "Name/Agency via Distributor", fits: |s| s.distributed },
    Dialect { id: "name-agency", form: "Name/Agency", fits: |_| true },
];

/// The id of the dialect that a line is in.
pub(super) fn of(signs: &Signs<'_>) -> &'static str {
    // The last row fits every line.
    DIALECTS.iter().find(|d| (d.fits)(signs)).map_or("name-agency", |d| d.id)
}
