"""What is wrong with a store, and what can be put right."""

import shutil

from rag.index.doctor import examine_store, repair_store
from rag.index.layout import Layout
from rag.models.fake import FakeEmbedder
from tests.index.conftest import Syncs

FINGERPRINT = FakeEmbedder().fingerprint


def wrong(layout: Layout, fingerprint: str = FINGERPRINT) -> list[str]:
    """What is found to be wrong."""
    return [finding.what for finding in examine_store(layout, fingerprint) if not finding.ok]


def test_a_fresh_store_is_healthy(syncs: Syncs, layout: Layout) -> None:
    """No false alarm."""
    syncs()
    assert [] == wrong(layout)


def test_no_store_is_a_finding(layout: Layout) -> None:
    """The doctor is asked first when nothing works."""
    assert ["catalogue"] == wrong(layout)


def test_another_embedder_is_a_finding(syncs: Syncs, layout: Layout) -> None:
    """Questions would be compared with vectors of another model."""
    syncs()
    assert ["embedder"] == wrong(layout, "other")


def test_lost_search_indexes_are_rebuilt(syncs: Syncs, layout: Layout) -> None:
    """From the catalogue alone, without the files."""
    syncs()
    shutil.rmtree(layout.all_derived)
    assert ["search indexes"] == wrong(layout)
    repair_store(layout)
    assert [] == wrong(layout)


def test_half_a_search_index_is_a_finding_and_is_rebuilt(syncs: Syncs, layout: Layout) -> None:
    """Files may be lost one by one."""
    syncs()
    for path in layout.all_derived.glob("*/lexical/*.idx"):
        path.unlink()
    assert ["search indexes"] == wrong(layout)
    repair_store(layout)
    assert [] == wrong(layout)


def test_a_damaged_catalogue_is_set_aside_so_that_a_sync_can_start_anew(syncs: Syncs, layout: Layout) -> None:
    """Kept for whoever wants to look into it; the articles are in their files."""
    syncs()
    damage = bytearray(layout.catalogue.read_bytes())
    damage[100:5000] = b"\xff" * 4900
    layout.catalogue.write_bytes(damage)
    assert "catalogue" in wrong(layout)
    repair_store(layout)
    assert (layout.folder / "damaged-catalogue.sqlite").exists()
    assert 2 == syncs().added
    assert [] == wrong(layout)
