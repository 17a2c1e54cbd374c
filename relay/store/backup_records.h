#pragma once
// What the records of a sealed backup say. The first byte is the kind:
//   f PATH · d BYTES … · e SHA256 (32 bytes)   one file after the other, each between its name and its digest
//   s SUMMARY …                                 JSON, the last one or more (relay/host/backup_manifest.h)
// Whoever knows the public half can seal what they like, so nothing here is believed: a file has the name of one that the
// relay keeps, and stands between its two ends. Everything throws BackupFailed with a sentence.
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "relay/store/sealed_file.h"
#include "relay/store/sha256.h"

namespace tributary::store {

// "system.db", "tenants/<id>/log.db", "tenants/<id>/files/<two digits>/<sha256>", and nothing else.
bool belongs_in_backup(std::string_view path);

// Adds `file` under the name `path`. False: it is not there any more. `go_on` is asked every record.
bool pack_file(SealedWriter&, std::string_view path, const std::string& file, const std::function<bool()>& go_on);
void pack_summary(SealedWriter&, std::string_view summary);

// Where unpacked files go.
class UnpackedFiles {
 public:
  virtual ~UnpackedFiles() = default;
  virtual void begin(const std::string& path) = 0;
  virtual void add(std::string_view bytes) = 0;
  virtual void end() = 0;
};

// For whoever only wants to know whether all is as it was.
class Nowhere final : public UnpackedFiles {
 public:
  void begin(const std::string&) override {}
  void add(std::string_view) override {}
  void end() override {}
};

class Unpacking {
 public:
  explicit Unpacking(UnpackedFiles& to) : to_(to) {}
  void take(std::string_view record);
  const std::optional<std::string>& summary() const { return summary_; }

 private:
  void begin(std::string_view path);
  void end(std::string_view digest);
  void sum_up(std::string_view piece);
  UnpackedFiles& to_;
  std::optional<std::string> open_, summary_;  // the path of the file under way
  std::optional<Sha256> sha_;
};

// All of an opened file, to its last record; its summary.
std::string unpack(SealedReader&, UnpackedFiles&, const std::function<bool()>& go_on);

}  // namespace tributary::store
