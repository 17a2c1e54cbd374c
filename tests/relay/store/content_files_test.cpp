#include "relay/store/content_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "relay/store/failure.h"
#include "relay/store/keys.h"
#include "tests/relay/store/folder.h"

namespace tributary::store {
namespace {

int files_under(const std::string& folder) {
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) count += entry.is_regular_file();
  return count;
}

TEST(ContentFiles, AreFoundByTheHashOfTheirBytes) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  const std::string bytes("\x89PNG\0\xff", 6);
  const std::string hash = files.put(bytes);
  EXPECT_EQ(hash, sha256_hex(bytes));
  EXPECT_EQ(files.get(hash), bytes);
  EXPECT_EQ(files.put(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(ContentFiles(folder.at("files")).get(hash), bytes);
}

TEST(ContentFiles, AFileThatComesInPiecesIsTheSameAsOneThatCameWhole) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  auto incoming = files.incoming();
  for (const char* piece : {"one ", "two ", "three"}) EXPECT_TRUE(incoming->write(piece));
  EXPECT_EQ(incoming->bytes(), 13u);
  const std::string hash = incoming->finish();
  EXPECT_EQ(hash, sha256_hex("one two three"));
  EXPECT_EQ(files.get(hash), "one two three");
  files.incoming()->write("broken off");
  EXPECT_EQ(files_under(folder.at("files")), 1);
  files.forget(hash);
  files.forget("../secret");
  EXPECT_EQ(files_under(folder.at("files")), 0);
}

TEST(ContentFiles, TheSameBytesAreKeptOnce) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  EXPECT_EQ(files.put("same"), files.put("same"));
  EXPECT_EQ(files_under(folder.at("files")), 1);
}

// The name may be left of an attempt whose folder could not be synced; only a new one is brought to the disk.
TEST(ContentFiles, P1c_ANameThatIsThereAlreadyIsMadeAnew) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  const std::string hash = files.put("bytes"), path = folder.at("files/" + hash.substr(0, 2) + "/" + hash);
  struct stat before {}, after {};
  ASSERT_EQ(::stat(path.c_str(), &before), 0);
  const int held = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);  // so that its number is not given to the next
  EXPECT_EQ(files.put("bytes"), hash);
  ASSERT_EQ(::stat(path.c_str(), &after), 0);
  ::close(held);
  EXPECT_NE(before.st_ino, after.st_ino);
  EXPECT_EQ(files.get(hash), "bytes");
}

// What lies there and cannot be read is neither empty nor gone: with its type guessed from nothing it would be shown wrong for ever.
TEST(ContentFiles, P1c_AFileThatCannotBeReadIsSaidAndNotTakenForNone) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  const std::string hash = files.put("bytes"), path = folder.at("files") + "/" + hash.substr(0, 2) + "/" + hash;
  const auto refusal = [&] {
    try {
      files.get(hash);
    } catch (const StorageFailed& failed) {
      return std::string(failed.what());
    }
    return std::string("none");
  };
  std::filesystem::remove(path);
  EXPECT_EQ(files.get(hash), std::nullopt);
  std::filesystem::create_directory(path);  // opened like a file, and no byte of it can be read
  std::ofstream(path + "/inside") << "something";
  EXPECT_TRUE(refusal().starts_with("Cannot read " + path)) << refusal();
  std::filesystem::remove_all(path);
  std::filesystem::create_symlink(path, path);
  EXPECT_TRUE(refusal().starts_with("Cannot read " + path)) << refusal();
}

TEST(ContentFiles, AreTheOwnersAlone) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  files.put("private");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.at("files"))) {
    struct stat facts {};
    ASSERT_EQ(::stat(entry.path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, entry.is_directory() ? 0700u : 0600u) << entry.path();
  }
}

TEST(ContentFiles, ANameThatIsNoHashNeverReachesTheDisk) {
  Folder folder;
  ContentFiles files(folder.at("files"));
  write_bytes(folder.at("secret"), "secret");
  EXPECT_FALSE(files.get("../secret"));
  EXPECT_FALSE(files.get(""));
  EXPECT_FALSE(files.get(std::string(64, 'g')));
  EXPECT_FALSE(files.get(std::string(64, 'A')));
  EXPECT_FALSE(files.get(std::string(64, 'a')));
}

TEST(ContentFiles, AHalfWrittenFileIsReplacedAndLeftoversAreRemoved) {
  Folder folder;
  const std::string hash = ContentFiles(folder.at("files")).put("whole bytes");
  write_bytes(folder.at("files/" + hash.substr(0, 2) + "/" + hash), "whole");  // another program's doing
  write_bytes(folder.at("files/unfinished-abc"), "whole by");
  ContentFiles files(folder.at("files"));
  EXPECT_FALSE(std::filesystem::exists(folder.at("files/unfinished-abc")));
  EXPECT_EQ(files.put("whole bytes"), hash);
  EXPECT_EQ(files.get(hash), "whole bytes");
}

struct Sample { std::string bytes, type; };

TEST(SniffType, KnowsFilesByTheirFirstBytes) {
  using namespace std::string_literals;
  const Sample samples[] = {
      {"\x89PNG\r\n\x1a\n...."s, "image/png"}, {"\xff\xd8\xff\xe0.."s, "image/jpeg"}, {"GIF89a.."s, "image/gif"},
      {"RIFF\0\0\0\0WEBPVP8 "s, "image/webp"}, {"RIFF\0\0\0\0WAVEfmt "s, "audio/wav"}, {"II*\0...."s, "image/tiff"},
      {"\0\0\0\x18" "ftypheic...."s, "image/heic"}, {"\0\0\0\x18" "ftypavif...."s, "image/avif"}, {"\0\0\0\x18" "ftypisom...."s, "video/mp4"},
      {"\0\0\0\x18" "ftypM4A ...."s, "audio/mp4"}, {"\0\0\0\x18" "ftypqt  ...."s, "video/quicktime"}, {"\0\0\0\x18" "ftyp3gp4...."s, "video/3gpp"},
      {"\x1a\x45\xdf\xa3...."s, "video/webm"}, {"OggS\0"s, "audio/ogg"}, {"fLaC\0"s, "audio/flac"}, {"#!AMR\n"s, "audio/amr"},
      {"ID3\x03"s, "audio/mpeg"}, {"\xff\xfb\x90\x64"s, "audio/mpeg"}, {"%PDF-1.7"s, "application/pdf"}, {"PK\x03\x04.."s, "application/zip"},
      {"\x1f\x8b\x08."s, "application/gzip"}, {"{\\rtf1"s, "application/rtf"}, {"BEGIN:VCARD\r\nVERSION:3.0"s, "text/vcard"},
      {"begin:vcalendar\n"s, "text/calendar"}, {"<!DOCTYPE html><p>"s, "text/html"}, {"<?xml version='1.0'?><svg>"s, "image/svg+xml"},
      {"<?xml version='1.0'?><a/>"s, "text/xml"}, {"plain words, caf\xC3\xA9"s, "text/plain"},
      {"\x01\x02\x03"s, "application/octet-stream"}, {""s, "application/octet-stream"}, {"caf\xE9"s, "application/octet-stream"},
  };
  for (const Sample& sample : samples) EXPECT_EQ(sniff_type(sample.bytes), sample.type) << sample.bytes;
}

TEST(SniffType, OnlyHarmlessKindsAreShownInside) {
  for (const char* type : {"image/png", "image/jpeg", "image/gif", "image/webp", "video/mp4", "audio/mpeg", "audio/ogg", "audio/mp4"})
    EXPECT_TRUE(may_show_inline(type)) << type;
  for (const char* type : {"image/svg+xml", "text/html", "text/xml", "application/pdf", "text/plain", "application/octet-stream", "", "IMAGE/PNG", "image/png; x"})
    EXPECT_FALSE(may_show_inline(type)) << type;
}

}  // namespace
}  // namespace tributary::store
