#include "relay/host/health.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>

#include "core/base/civil.h"
#include "relay/host/health_table.h"
#include "relay/host/house.h"
#include "relay/store/backup_key.h"

namespace tributary::host {

namespace {

HealthValue with(HealthValue row, std::optional<std::int64_t> value, std::string detail = {}) {
  row.value = value;
  row.detail = std::move(detail);
  return row;
}

std::string books(const Conservation::Checked& checked) {
  const auto& s = checked.sum;
  return std::to_string(s.queued_ever) + " queued = " + std::to_string(s.accepted) + " accepted + " + std::to_string(s.failed) + " failed + " + std::to_string(s.cancelled) +
         " cancelled + " + std::to_string(s.unknown) + " unknown + " + std::to_string(s.in_flight) + " in flight" +
         (checked.difference.messages ? "; " + checked.difference.sentence : std::string());
}

void add_loop(Health& health, House& house) {
  namespace rows = health_rows;
  const Vitals::Peaks peaks = house.round().vitals().peaks();
  health.values.push_back(with(rows::inbound_queue, peaks.waiting));
  health.values.push_back(with(rows::writer_queue, peaks.wait_us / 1000));
  health.values.push_back(with(rows::flush_time, peaks.flush_us / 1000));
}

void add_outbox(Health& health, Tenant& tenant) {
  namespace rows = health_rows;
  const OutboxCounts& outbox = tenant.outbox;
  health.values.push_back(with(rows::oldest_unsent, outbox.oldest_ms(health.at)));
  health.values.push_back(with(rows::unknown_sends, outbox.unknown()));
  health.values.push_back(with(rows::overdue_sends, outbox.overdue(health.at)));
  tenant.conservation.check_when_due();
  const auto& checked = tenant.conservation.last();
  health.values.push_back(checked ? with(rows::conservation, static_cast<std::int64_t>(checked->difference.messages), books(*checked)) : rows::conservation);
  const bool held = tenant.courier.held();
  health.values.push_back(with(rows::sending_held, held ? std::optional(std::max<std::int64_t>(1, outbox.waiting())) : std::nullopt));
}

// Every address a provider was given, so that it can be compared letter by letter; a secret one is not shown.
std::string webhook_addresses(const Tenant& tenant) {
  std::string all;
  for (const auto& [id, account] : tenant.accounts.all()) {
    if (!all.empty()) all += ", ";
    all += tenant.accounts.config().public_url + (account.hook_secret.empty() ? account.hook_path : std::string("/hooks/twilio/…")) + "/sms";
  }
  return all;
}

// Beyond nine tenths it says what happens at the end.
std::string room_in_quarantine(const store::QuarantineHeld& held) {
  if (held.count < limits::quarantine_waiting_max / 10 * 9 && held.bytes < limits::quarantine_waiting_bytes_max / 10 * 9) return {};
  return std::string(held.full() ? "There is no room for more: " : "There is room for few more: then ") +
         "what cannot be used is told to come again, and is not kept. Mend the cause, then replay or dismiss some.";
}

// Whose it is, by the names that stand on the page Channels, how often and when last: "Shop, +15550100903 (SMS): 12×, 2026-11-23T04:28Z".
std::string told(const State& state, const StillCalled& one) {
  constexpr std::size_t minutes_long = sizeof "2026-11-23T04:28" - 1;
  const Account* account = state.accounts.find(one.account);
  const Number* number = state.numbers.find(one.number);
  std::string all = account ? account->name : std::string();
  if (number) all += ", " + number->address + (number->channel == Channel::whatsapp ? " (WhatsApp)" : " (SMS)");
  return all + ": " + std::to_string(one.times) + "×, " + iso_text(one.last).substr(0, minutes_long) + "Z";
}

// Shown while it is so.
void add_turned_away(Health& health, Tenant& tenant) {
  constexpr std::size_t told_max = 5;
  const State& state = tenant.runtime.state();
  const auto is_disconnected = [&](AccountId account, NumberId id) {
    const Number* number = state.numbers.find(id);
    return id ? number && !is_connected(*number) : tenant.accounts.disconnected(account) != nullptr;
  };
  const auto called = tenant.turned_away.since(Instant{health.at.ms - limits::day_ms}, is_disconnected);
  std::int64_t times = 0;
  std::string detail;
  for (std::size_t i = 0; i < called.size(); ++i) {
    times += called[i].times;
    if (i < told_max) detail += (i ? "; " : "") + told(state, called[i]);
  }
  if (called.size() > told_max) detail += "; …";
  if (times > 0) health.values.push_back(with(health_rows::disconnected_calls, times, std::move(detail)));
}

void add_doors(Health& health, Tenant& tenant) {
  namespace rows = health_rows;
  const auto& store = tenant.runtime.store();
  const Instant hour_ago{health.at.ms - limits::hour_ms};
  std::int64_t refused = 0;
  for (const auto& one : store.diagnoses()) refused += one.at >= hour_ago && one.what.ends_with("_signature");
  health.values.push_back(with(rows::quarantine, store.quarantine_waiting(), room_in_quarantine(store.quarantine_held())));
  health.values.push_back(with(rows::signature_failures, refused, webhook_addresses(tenant)));
  add_turned_away(health, tenant);
  health.values.push_back(with(rows::media_backlog, static_cast<std::int64_t>(store.media_jobs().size())));
  health.values.push_back(with(rows::last_errors, tenant.runtime.troubles().since(hour_ago)));
  std::optional<std::int64_t> since_list;
  if (const auto until = tenant.reconciler.complete_until(); until && !tenant.accounts.all().empty()) since_list = std::max<std::int64_t>(0, health.at.ms - until->ms);
  health.values.push_back(with(rows::reconciler, since_list));
}

// Where backups are planned, their age is held against the plan, and one that failed shows at once.
HealthValue backup_value(const House& house, std::optional<std::int64_t> age) {
  HealthValue value = with(health_rows::last_backup, age);
  const PlannedBackup& plan = house.config().backups;
  if (plan.to.empty()) return value;
  value.attention = plan.every_ms + 2 * limits::hour_ms;
  value.red = 3 * plan.every_ms + 2 * limits::hour_ms;
  if (!house.has_backup_failed()) return value;
  value.value = age.value_or(0);
  value.attention = 0;
  value.detail = "The last planned backup failed; the relay's standard error says why.";
  return value;
}

void add_machine(Health& health, House& house, Tenant& tenant) {
  namespace rows = health_rows;
  const Vitals& vitals = house.round().vitals();
  std::optional<std::int64_t> off;
  if (vitals.date_heard()) off = vitals.ahead_ms() < 0 ? -vitals.ahead_ms() : vitals.ahead_ms();
  health.values.push_back(with(rows::clock, off));
  const Machine& machine = house.machine();
  const Machine::Space space = machine.space(house.config().data);
  HealthValue free = with(rows::storage_free, space.free);
  free.attention = std::max(free.attention, space.total / 10);  // a tenth, or 2 GiB (P9)
  health.values.push_back(std::move(free));
  if (const std::int64_t most = tenant.quota.bytes_max(); most > 0) {
    HealthValue quota = with(rows::disk_quota, tenant.quota.used());
    quota.attention = most / 10 * 8;
    quota.red = most / 10 * 9;  // where files begin to be refused
    health.values.push_back(std::move(quota));
  }
  const std::string log = tenant.runtime.folder() + "/log.db";
  health.values.push_back(with(rows::storage_used, machine.bytes_of(log)));
  health.values.push_back(with(rows::wal, machine.bytes_of(log + "-wal")));
  HealthValue clients = with(rows::clients, static_cast<std::int64_t>(tenant.runtime.hub().present()));
  const auto share = house.tenant_sockets_max();
  const std::int64_t files = share ? std::min(machine.files_max(), static_cast<std::int64_t>(*share)) : machine.files_max();
  clients.attention = std::max<std::int64_t>(1, files * 7 / 10);
  clients.red = std::max<std::int64_t>(1, files * 9 / 10);
  health.values.push_back(std::move(clients));
  // Without any, its age is that of the data: what was never copied is as old as its first line.
  std::optional<Instant> since = house.last_backup();
  if (const auto first = since ? std::nullopt : tenant.runtime.store().line(1)) since = first->at;
  health.values.push_back(backup_value(house, since ? std::optional(std::max<std::int64_t>(0, health.at.ms - since->ms)) : std::nullopt));
  if (const auto lies = machine.written(store::place_of_backup_key(house.config().data)))
    health.values.push_back(with(rows::backup_key, std::max<std::int64_t>(0, health.at.ms - lies->ms)));
}

}  // namespace

std::string_view word(Level level) { return level == Level::red ? "red" : level == Level::attention ? "attention" : "ok"; }
std::string_view word(Unit unit) { return unit == Unit::bytes ? "bytes" : unit == Unit::milliseconds ? "milliseconds" : "count"; }

Level HealthValue::level() const {
  if (!value) return Level::ok;
  if (low_is_bad) return *value < red ? Level::red : *value < attention ? Level::attention : Level::ok;
  return *value >= red ? Level::red : *value >= attention ? Level::attention : Level::ok;
}

Level Health::worst() const {
  Level worst = Level::ok;
  for (const HealthValue& one : values) worst = std::max(worst, one.level());
  return worst;
}

Machine Machine::real() {
  Machine machine;
  machine.space = [](const std::string& folder) {
    struct statvfs facts {};
    if (::statvfs(folder.c_str(), &facts) != 0) return Space{};
    return Space{static_cast<std::int64_t>(facts.f_bavail * facts.f_frsize), static_cast<std::int64_t>(facts.f_blocks * facts.f_frsize)};
  };
  machine.bytes_of = [](const std::string& file) {
    std::error_code none;
    const auto bytes = std::filesystem::file_size(file, none);
    return none ? std::int64_t{0} : static_cast<std::int64_t>(bytes);
  };
  machine.written = [](const std::string& file) -> std::optional<Instant> {
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0) return std::nullopt;
    return Instant{facts.st_mtim.tv_sec * 1'000 + facts.st_mtim.tv_nsec / 1'000'000};
  };
  machine.files_max = [] {
    rlimit limit{};
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY ? static_cast<std::int64_t>(limit.rlim_cur) : std::int64_t{1} << 20;
  };
  return machine;
}

Health health_of(House& house, Tenant& tenant) {
  Health health;
  health.at = house.clock().now();
  add_loop(health, house);
  add_outbox(health, tenant);
  add_doors(health, tenant);
  add_machine(health, house, tenant);
  return health;
}

}  // namespace tributary::host
