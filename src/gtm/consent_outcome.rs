//! What became of a command of consent mode.

/// What became of a command of consent mode. The console says the same, so it may be ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConsentOutcome {
    /// The data layer has accepted it.
    Pushed,
    /// The data layer has accepted it, but the page's
    /// [`GoogleTagManager`](crate::gtm::GoogleTagManager) components load containers for other data layers.
    /// Push to theirs.
    OtherDataLayer,
    /// The data layer has accepted a default, but a container has started before, so that its tags may have
    /// run without it. Pass it to [`GoogleTagManager`](crate::gtm::GoogleTagManager) as `default_consent`,
    /// or push it before the container's script.
    TooLate,
    /// The data layer has not accepted it.
    NotPushed,
    /// There is no data layer on a server.
    NoBrowser,
}

impl ConsentOutcome {
    /// Whether it has its whole effect.
    pub const fn is_pushed(self) -> bool {
        matches!(self, Self::Pushed)
    }
}
