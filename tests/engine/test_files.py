"""Opening files: unpacked by their first bytes, bounded, and cut ones named with the place."""

import bz2
import gzip
import lzma

import pyarrow as pa
import pytest

from hawse.core.errors import ReadError, SourceError
from hawse.engine import files
from hawse.engine.files import head_of, open_source, packing, sha256

TEXT = b"".join(b"line %d of a file that is worth reading\n" % n for n in range(5000))


def zstd(data):
    return pa.compress(data, "zstd", asbytes=True)


PACKERS = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress, "zstd": zstd}
every_packing = pytest.mark.parametrize("how", PACKERS)


@pytest.fixture
def written(tmp_path):
    def write(data, name="file"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@every_packing
def test_a_packed_file_is_unpacked_whatever_it_is_called(written, how):
    """A name is a guess; the first bytes are not."""
    path = written(PACKERS[how](TEXT), "plain.txt")

    with open_source(path) as file:
        assert file.read() == TEXT
    with open_source(path) as file:
        assert list(file) == TEXT.splitlines(keepends=True)
    assert head_of(path) == TEXT[: files.HEAD]
    assert packing(path.read_bytes()) == how


def test_a_plain_file_stays_as_it_is_even_if_its_name_says_otherwise(written):
    """A text that somebody called .gz is a text."""
    with open_source(written(TEXT, "text.gz")) as file:
        assert file.read() == TEXT


@every_packing
def test_a_file_cut_anywhere_names_the_place_and_never_passes_for_whole(written, how):
    """A download that broke off must not be read as a shorter file."""
    data = PACKERS[how](TEXT)
    for cut in sorted({9, len(data) // 3, len(data) // 2, len(data) - 9, len(data) - 1}):
        with open_source(written(data[:cut])) as file, pytest.raises(ReadError) as caught:
            file.read()

        assert f"a {how} stream that is cut or damaged" in caught.value.found
        assert caught.value.where.endswith("after unpacking")


@every_packing
def test_a_damaged_file_is_an_error_of_ours(written, how):
    """Flipped bytes are named as damage, not as another library's trouble."""
    data = bytearray(PACKERS[how](TEXT))
    data[len(data) // 2 : len(data) // 2 + 8] = b"\xff\x00\xff\x00\xff\x00\xff\x00"

    with (
        open_source(written(bytes(data))) as file,
        pytest.raises(ReadError, match="cut or damaged"),
    ):
        file.read()


@every_packing
def test_a_bomb_is_stopped_before_it_fills_anything(written, how, monkeypatch):
    """Four megabytes of zeros stand for forty gigabytes; reading goes on in small blocks."""
    monkeypatch.setattr(files, "FREE_BYTES", 1 << 20)
    monkeypatch.setattr(files, "MOST_UNPACKED", 2 << 20)
    path = written(PACKERS[how](bytes(8 << 20)))
    seen = []
    with open_source(path) as file, pytest.raises(ReadError, match="a file that is no bomb"):
        seen.extend(len(block) for block in iter(lambda: file.read(1 << 16), b""))

    assert sum(seen) <= 2 << 20


def test_the_bound_of_a_small_file_is_its_own_size_times_five_hundred(written, monkeypatch):
    """Gzip packs zeros a thousandfold; nothing that is worth reading packs like that."""
    monkeypatch.setattr(files, "FREE_BYTES", 1 << 10)
    path = written(gzip.compress(bytes(8 << 20)))
    with open_source(path) as file, pytest.raises(ReadError, match="out of a small gzip file"):
        file.read()


def test_an_xz_that_asks_for_gigabytes_of_dictionary_is_refused(written):
    """The header alone may ask for memory that no machine here has."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(TEXT, filters=filters))
    asks = lzma.compress(b"x", filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}])
    data[:24] = asks[:24]

    with (
        open_source(written(bytes(data))) as file,
        pytest.raises(ReadError, match="usage limit"),
    ):
        file.read()


def test_packed_streams_one_after_the_other_are_one_file(written):
    """Xz and gzip files are joined by joining their bytes; padding may stand between."""
    joined = lzma.compress(b"one\n") + bytes(8) + lzma.compress(b"two\n")

    with open_source(written(joined)) as file:
        assert file.read() == b"one\ntwo\n"
    with open_source(written(gzip.compress(b"one\n") + gzip.compress(b"two\n"))) as file:
        assert file.read() == b"one\ntwo\n"


def test_a_file_cut_before_its_first_byte_is_damaged_and_not_empty(written):
    """Half of a small xz gives nothing at all; to call it empty would be to blame its maker."""
    path = written(lzma.compress(TEXT)[:200])

    with pytest.raises(ReadError, match="cut or damaged"):
        head_of(path)


def test_a_missing_file_and_a_folder_say_so(tmp_path):
    """The message has the name and what to do, never a number of the system."""
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(SourceError, match=r"cannot be read .* check the path and its rights"):
            sha256(path)
        with pytest.raises(SourceError, match="cannot be read"):
            open_source(path)
