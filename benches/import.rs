//! Opening other people's files. Aim: 100,000 rows of a text file in under 100 ms.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

use clusterplan::io::import;
use clusterplan::view::import::raw::OpenChoices;
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Rows of the file that is opened.
const ROWS: usize = 100_000;

static FOLDER: LazyLock<Option<TempDir>> = LazyLock::new(|| tempfile::tempdir().ok());

/// Writes a long table in an encoding and gives its path.
fn file(name: &str, encoding: &'static encoding_rs::Encoding) -> PathBuf {
    let folder = FOLDER.as_ref().map_or_else(std::env::temp_dir, |folder| folder.path().to_owned());
    let mut text = String::from("集聚区,指标,时期,数值,单位,状态\n");
    for row in 0..ROWS {
        let (cluster, month, value) = (row % 2000, row % 12 + 1, row as f64 * 1.37);
        let _ = writeln!(text, "第{cluster}号集聚区,销售收入,2011-{month:02},{value:.2},万元,最终");
    }
    let path = folder.join(name);
    let _ = std::fs::write(&path, encoding.encode(&text).0);
    path
}

fn open(bencher: divan::Bencher<'_, '_>, name: &str, encoding: &'static encoding_rs::Encoding) {
    let path = file(name, encoding);
    bencher.bench_local(|| {
        import::open(&path, &OpenChoices::default(), &mut |_| true).is_ok_and(|file| file.tables[0].rows.len() == ROWS + 1)
    });
}

/// UTF-8, without a mark.
#[divan::bench(sample_count = 20)]
fn open_utf_8(bencher: divan::Bencher<'_, '_>) {
    open(bencher, "utf-8.csv", encoding_rs::UTF_8);
}

/// GBK, which has to be decoded.
#[divan::bench(sample_count = 20)]
fn open_gbk(bencher: divan::Bencher<'_, '_>) {
    open(bencher, "gbk.csv", encoding_rs::GBK);
}

/// All rows without keeping any.
#[divan::bench(sample_count = 20)]
fn stream_gbk(bencher: divan::Bencher<'_, '_>) {
    let path = file("stream.csv", encoding_rs::GBK);
    let choices = OpenChoices::default();
    bencher.bench_local(|| {
        let look = import::look(&path, &choices).ok()?;
        import::each_row(&path, &look, &mut |_| true, &mut |_, cells| divan::black_box(cells.len()) > 0).ok().map(|streamed| streamed.rows)
    });
}
