//! What a visitor of an app downloads.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use xtask_report::{grouped, signed, table};

use crate::apps::build_output::BuildOutput;
use crate::apps::yew::{BARE, BY_HAND, CHAT, YewApp};
use crate::workspace::Workspace;

/// The sizes of an app's files.
#[derive(Debug)]
pub(crate) struct Download {
    pub(crate) app: &'static str,
    about: &'static str,
    /// `None` for a JavaScript app.
    wasm: Option<FileSize>,
    script: FileSize,
}

/// The size of a file in bytes.
#[derive(Clone, Copy, Debug)]
struct FileSize {
    raw: u64,
    gzipped: u64,
}

impl Download {
    pub(crate) fn measure(
        workspace: &Workspace,
        app: &'static str,
        about: &'static str,
    ) -> Result<Self> {
        let output = BuildOutput::of(workspace, app);
        let wasm = Some(output.wasm()).filter(|wasm| wasm.is_file());
        Ok(Self {
            app,
            about,
            wasm: wasm
                .map(|wasm| FileSize::measure(workspace, &wasm))
                .transpose()?,
            script: FileSize::measure(workspace, &output.script())?,
        })
    }

    /// Measures apps that are built.
    pub(crate) fn measure_all(workspace: &Workspace, apps: &[&YewApp]) -> Result<Vec<Self>> {
        apps.iter()
            .map(|app| Self::measure(workspace, app.name, app.about))
            .collect()
    }

    /// The bytes that the network transfers.
    pub(crate) fn total(&self) -> u64 {
        self.script.gzipped + self.wasm.map_or(0, |wasm| wasm.gzipped)
    }
}

impl FileSize {
    /// Compresses with the program `gzip -9`, because the sizes of other implementations differ by up to
    /// one percent.
    fn measure(workspace: &Workspace, file: &Path) -> Result<Self> {
        let metadata = fs::metadata(file)
            .with_context(|| format!("the build did not write {}", file.display()))?;
        let gzip = workspace.command("gzip").args(["-9", "-n", "-c"]).arg(file);
        let gzipped = gzip
            .quiet()
            .output()
            .context("the program gzip does not run: install it")?;
        Ok(Self {
            raw: metadata.len(),
            gzipped: gzipped.stdout.len() as u64,
        })
    }
}

/// The download of `app` in bytes; `None` if it was not measured.
fn total_of(downloads: &[Download], app: &YewApp) -> Option<u64> {
    let found = downloads.iter().find(|download| download.app == app.name);
    found.map(Download::total)
}

/// The downloads as a table. The price is the difference to [`CHAT`], and for [`CHAT`] itself and Yew apps
/// without this crate the difference to [`BARE`]. A JavaScript app has no price.
pub(crate) fn download_table(downloads: &[Download]) -> String {
    let (bare, chat) = (total_of(downloads, &BARE), total_of(downloads, &CHAT));
    let rows = downloads.iter().map(|download| {
        let base = match download.app {
            _ if download.wasm.is_none() => None,
            name if name == BARE.name => None,
            name if name == CHAT.name || name == BY_HAND.name => bare,
            _ => chat,
        };
        let total = download.total();
        let price = base.map(|base| signed(total as i64 - base as i64));
        let cells = |size: FileSize| [size.raw, size.gzipped].map(grouped);
        let [wasm, wasm_gzip] = download.wasm.map(cells).unwrap_or_default();
        let [script, script_gzip] = cells(download.script);
        [
            format!("`{}`", download.app),
            download.about.to_owned(),
            wasm,
            wasm_gzip,
            script,
            script_gzip,
            grouped(total),
            price.unwrap_or_default(),
        ]
    });
    let header = [
        "app",
        "what it has",
        "wasm",
        "gzip",
        "script",
        "gzip",
        "download",
        "price",
    ];
    table(header, rows)
}

/// Fails if [`CHAT`] was measured and downloads more than `budget` bytes.
pub(crate) fn check_budget(downloads: &[Download], budget: u64) -> Result<()> {
    let Some(total) = total_of(downloads, &CHAT) else {
        return Ok(());
    };
    ensure!(
        total <= budget,
        "`chat` downloads {} bytes, which is {} above the budget of {}: make the crate smaller, or \
         raise the budget in xtask/src/commands/size.rs and say why",
        grouped(total),
        grouped(total - budget),
        grouped(budget),
    );
    println!(
        "`chat` is {} bytes below the budget of {}",
        grouped(budget - total),
        grouped(budget)
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn download(app: &'static str, total: u64) -> Download {
        Download {
            app,
            about: "",
            wasm: Some(FileSize {
                raw: 200_000,
                gzipped: total - 5_000,
            }),
            script: FileSize {
                raw: 20_000,
                gzipped: 5_000,
            },
        }
    }

    #[test]
    fn the_budget_is_the_most_that_passes() {
        let fits = [download("bare", 99_000), download("chat", 87_500)];
        assert!(check_budget(&fits, 87_500).is_ok());
        let error = check_budget(&[download("chat", 87_501)], 87_500).unwrap_err();
        let expected = "`chat` downloads 87,501 bytes, which is 1 above the budget of 87,500: ";
        assert!(error.to_string().starts_with(expected), "{error}");
    }

    #[test]
    fn a_price_is_the_difference_to_the_app_without_the_feature() {
        let script = Download {
            wasm: None,
            ..download("plain", 6_000)
        };
        let table = download_table(&[
            download("bare", 55_000),
            download("by_hand", 56_000),
            download("chat", 65_000),
            download("consent", 65_300),
            script,
        ]);
        let prices: Vec<&str> = table
            .lines()
            .skip(2)
            .filter_map(|line| line.rsplit('|').nth(1))
            .map(str::trim)
            .collect();
        assert_eq!(prices, ["", "+1,000", "+10,000", "+300", ""]);
    }
}
