#pragma once
// Copies of a file that is in use: what was committed when the copying began, nothing half.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tributary::store {

class Database;

// Written beside its place, checked, and only then renamed there, mode 0600. Throws BackupFailed: the running
// file is not concerned.
void back_up(const Database& from, const std::string& to);

// The same by the file's name, from any thread, while a writer goes on: one moment's state, however long it takes.
// `go_on` is asked every few megabytes.
void back_up_file(const std::string& from, const std::string& to, const std::function<bool()>& go_on);

// How many lines a log has up to this one, and a digest over all of them: two copies that agree hold the same history.
struct LogDigest { std::uint64_t head = 0, lines = 0; std::string sha256; bool operator==(const LogDigest&) const = default; };
enum class Served : std::uint8_t { no, yes };  // yes: somebody writes to it, so it is opened to read only
LogDigest log_digest(const std::string& file, std::uint64_t upto, Served);
// The contents a log and its uploads speak of, each once.
std::vector<std::string> contents_named(const std::string& file);

std::string sha256_of_file(const std::string& path);           // throws BackupFailed
// Every file and folder in it is on the disk when this returns.
void make_durable(const std::string& folder);                  // throws BackupFailed or StorageFailed
void write_durably(const std::string& path, std::string_view); // throws BackupFailed; mode 0600, there whole or not at all

// "log.db" -> "log.db.before-schema-2": the way back when a new version turns out badly (P11).
void back_up_before_upgrade(const Database&, std::int64_t version);

}  // namespace tributary::store
