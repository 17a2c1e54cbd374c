// An upload's way to the disk: beside the loop, and back on it before anybody hears of it.
#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <future>
#include <optional>

#include "relay/host/filing.h"
#include "relay/store/failure.h"
#include "tests/relay/store/folder.h"

namespace tributary::host {
namespace {

using How = Filing::Filed::How;

class FilingFiles : public ::testing::Test {
 protected:
  std::shared_ptr<store::IncomingFile> came(const std::string& bytes) {
    std::shared_ptr<store::IncomingFile> file = files.incoming();
    EXPECT_TRUE(file->write(bytes));
    return file;
  }
  void finish(const std::string& bytes, const std::string& name = "note.txt") {
    filing->finish(came(bytes), name, [this](Filing::Filed filed) { found = std::move(filed); });
  }
  void answer() {
    beside.join();
    io.run();
  }
  std::size_t on_disk() const {
    std::size_t count = 0;
    for (const std::string& shelf : files.shelves()) count += files.on_shelf(shelf).size();
    return count;
  }

  store::Folder folder;
  store::ContentFiles files{folder.at("files")};
  boost::asio::io_context io;
  boost::asio::thread_pool beside{1};
  std::unique_ptr<Filing> filing = std::make_unique<Filing>(io, beside, files);
  std::optional<Filing::Filed> found;
};

TEST_F(FilingFiles, P14_TheLoopGoesOnWhileTheDiskTakesItsTime) {
  std::promise<void> disk;
  boost::asio::post(beside, [wait = disk.get_future().share()] { wait.wait(); });
  finish("%PDF-1.7 words");
  bool other_work = false;
  boost::asio::post(io, [&] { other_work = true; });
  io.poll();
  EXPECT_TRUE(other_work);
  EXPECT_EQ(on_disk(), 0u);
  EXPECT_FALSE(found.has_value()) << "nobody is answered before the flush";
  disk.set_value();
  io.restart();
  answer();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->how, How::kept);
  EXPECT_EQ(found->type, "application/pdf");
  EXPECT_EQ(files.get(found->sha256), "%PDF-1.7 words");
}

TEST_F(FilingFiles, OneThatWentMeanwhileIsToldAndGetsNoRow) {
  finish("the same bytes lay here for long");
  beside.join();
  ASSERT_EQ(on_disk(), 1u);
  const std::string shelf = files.shelves().front();
  files.forget(files.on_shelf(shelf).front());
  io.run();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->how, How::again);
}

TEST_F(FilingFiles, AFailedDiskStopsTheWriterAndNobodyIsAnswered) {
  const auto file = came("words");
  std::filesystem::remove_all(folder.at("files"));  // nothing there to be renamed
  filing->finish(file, "note.txt", [this](Filing::Filed filed) { found = std::move(filed); });
  beside.join();
  EXPECT_THROW(io.run(), store::StorageFailed);
  EXPECT_FALSE(found.has_value());
}

// Whoever holds many sockets and files open must not end the relay for everybody. The system's refusal is made up here: the
// sanitizer opens pipes to look at what it checks, and takes what it finds without them for damage.
struct NothingCanBeOpened final : store::IncomingFile {
  bool write(std::string_view) override { return true; }
  std::size_t bytes() const override { return 0; }
  std::string finish() override { throw store::OutOfHandles("Cannot open the folder 00: Too many open files."); }
};

TEST_F(FilingFiles, OneForWhichNothingMoreCanBeOpenedIsToldToComeAgain) {
  filing->finish(std::make_shared<NothingCanBeOpened>(), "note.txt", [this](Filing::Filed filed) { found = std::move(filed); });
  beside.join();
  io.run();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->how, How::again);
}

TEST_F(FilingFiles, WhoeverIsGoneIsNotCalled) {
  finish("words");
  filing.reset();
  answer();
  EXPECT_FALSE(found.has_value());
}

}  // namespace
}  // namespace tributary::host
