#include "relay/store/media.h"

#include "core/base/assert.h"
#include "relay/store/database.h"

namespace tributary::store {
namespace {

constexpr const char* put_job_sql =
    "INSERT OR REPLACE INTO media_jobs(message, part, conversation, account, url, declared_type, name, attempts, not_before) "
    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* finish_job_sql = "DELETE FROM media_jobs WHERE message = ? AND part = ?";
constexpr const char* jobs_sql =
    "SELECT message, part, conversation, account, url, declared_type, name, attempts, not_before FROM media_jobs "
    "ORDER BY not_before, message, part LIMIT ?";
constexpr const char* put_file_sql = "INSERT OR REPLACE INTO files(message, part, sha256, type, name, bytes) VALUES(?, ?, ?, ?, ?, ?)";
constexpr const char* file_sql = "SELECT sha256, type, name, bytes FROM files WHERE message = ? AND part = ?";
constexpr const char* put_upload_sql = "INSERT INTO uploads(id, author, at, sha256, type, name, bytes) VALUES(?, ?, ?, ?, ?, ?, ?)";
constexpr const char* upload_sql = "SELECT author, at, sha256, type, name, bytes FROM uploads WHERE id = ?";
constexpr const char* forget_sql = "DELETE FROM uploads WHERE at < ?";
constexpr const char* spoken_of_sql = "SELECT EXISTS(SELECT 1 FROM files WHERE sha256 = ?1) OR EXISTS(SELECT 1 FROM uploads WHERE sha256 = ?1)";

}  // namespace

MediaRows::MediaRows(Database& database)
    : put_job_(database, put_job_sql),
      finish_job_(database, finish_job_sql),
      jobs_(database, jobs_sql),
      put_file_(database, put_file_sql),
      file_(database, file_sql),
      put_upload_(database, put_upload_sql),
      upload_(database, upload_sql),
      forget_(database, forget_sql),
      spoken_of_(database, spoken_of_sql) {}

void MediaRows::put_job(const MediaJob& job) {
  Use use(put_job_);
  use.bind(job.message).bind(std::int64_t{job.index}).bind(job.conversation).bind(job.account);
  use.bind(std::string_view(job.url)).bind(std::string_view(job.declared_type)).bind(std::string_view(job.name));
  use.bind(std::int64_t{job.attempts}).bind(job.not_before.ms);
  const bool stored = use.insert();
  TRIBUTARY_CHECK(stored);
}

void MediaRows::finish_job(MessageId message, std::uint32_t index) {
  Use use(finish_job_);
  use.bind(message).bind(std::int64_t{index});
  use.insert();
}

std::vector<MediaJob> MediaRows::jobs(std::size_t limit) {
  std::vector<MediaJob> jobs;
  Use use(jobs_);
  use.bind(static_cast<std::int64_t>(limit));
  while (use.row()) {
    MediaJob job;
    job.message = use.id<MessageId>(0);
    job.index = static_cast<std::uint32_t>(use.integer(1));
    job.conversation = use.id<ConversationId>(2);
    job.account = use.id<AccountId>(3);
    job.url = use.text(4);
    job.declared_type = use.text(5);
    job.name = use.text(6);
    job.attempts = static_cast<std::uint32_t>(use.integer(7));
    job.not_before = Instant{use.integer(8)};
    jobs.push_back(std::move(job));
  }
  return jobs;
}

void MediaRows::put_file(MessageId message, std::uint32_t index, const StoredFile& file) {
  Use use(put_file_);
  use.bind(message).bind(std::int64_t{index}).bind(std::string_view(file.sha256)).bind(std::string_view(file.type));
  use.bind(std::string_view(file.name)).bind(file.bytes);
  const bool stored = use.insert();
  TRIBUTARY_CHECK(stored);
}

std::optional<StoredFile> MediaRows::file(MessageId message, std::uint32_t index) {
  Use use(file_);
  use.bind(message).bind(std::int64_t{index});
  if (!use.row()) return {};
  return StoredFile{use.text(0), use.text(1), use.text(2), use.integer(3)};
}

void MediaRows::put_upload(const StoredUpload& upload) {
  Use use(put_upload_);
  use.bind(upload.id).bind(upload.author).bind(upload.at.ms).bind(std::string_view(upload.file.sha256));
  use.bind(std::string_view(upload.file.type)).bind(std::string_view(upload.file.name)).bind(upload.file.bytes);
  const bool stored = use.insert();
  TRIBUTARY_CHECK(stored);
}

std::optional<StoredUpload> MediaRows::upload(UploadId id) {
  Use use(upload_);
  use.bind(id);
  if (!use.row()) return {};
  return StoredUpload{id, use.id<AgentId>(0), Instant{use.integer(1)}, {use.text(2), use.text(3), use.text(4), use.integer(5)}};
}

void MediaRows::forget_uploads(Instant before) {
  Use use(forget_);
  use.bind(before.ms);
  use.insert();
}

bool MediaRows::names_file(std::string_view sha256) {
  Use use(spoken_of_);
  use.bind(sha256);
  return use.row() && use.integer(0) != 0;
}

}  // namespace tributary::store
