// The store's known mistakes: its own tests must notice each of them.
#include "tests/planted/planted_main.h"

namespace {

constexpr tributary::Planted planted_bugs[] = {
    {9, "store: the answer leaves before the commit", "Durability.*"},
    {10, "store: a twin under the same key counts as new", "Dedupe.*:Items.*"},
    {102, "system.db: after a failed write the next one is tried", "Durability.P1c_AfterAFailedWriteOf*"},
    {196, "files: a folder is flushed while another thread's name in it is not durable yet", "Shelves.*"},
    {197, "files: a shelf is trusted because it is there", "Shelves.*"},
    {202, "files: what cannot be opened is taken for none", "ContentFiles.P1c_AFileThatCannotBeRead*"},
    {94, "store: an upgrade begins without a copy of what was there", "Upgrade.*"},
    {150, "backup: what was added to the end of a sealed one is not looked at", "SealedFile.*"},
    {152, "backup: a sealed one may name any file", "BackupRecords.*"},
};

}  // namespace

int main(int argc, char** argv) {
  testing::GTEST_FLAG(output) = "";  // the runs below fail on purpose: their reports are not ours
  testing::InitGoogleTest(&argc, argv);
  return tributary::try_planted_bugs(planted_bugs);
}
