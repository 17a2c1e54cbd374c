#include "relay/app/commands.h"

#include <algorithm>
#include <charconv>

#include "core/base/text.h"
#include "core/engine/engine.h"
#include "relay/app/backup.h"
#include "relay/app/demo.h"
#include "relay/app/options.h"

namespace tributary::app {

using host::House;

namespace {

constexpr std::int64_t link_ms = 60 * limits::minute_ms;
constexpr std::size_t password_min = 12;

Said create_tenant(House& house, const Asked& asked) {
  Options o(asked.words, {"--tenant", "--name"}, {});
  house.add_tenant(o.need("--tenant"), o.get("--name"));
  return {true, "Tenant " + o.get("--tenant") + " is there.\n"};
}

Said create_user(House& house, const Asked& asked) {
  Options o(asked.words, {"--email", "--role", "--name", "--tenant"}, {"--password-stdin", "--no-password"});
  const std::string role = o.get("--role", "agent");
  if (role != "admin" && role != "agent") throw std::runtime_error("--role must be admin or agent.");
  std::string hash;
  if (o.has("--password-stdin")) {
    if (asked.secret.size() < password_min || asked.secret.size() > 1024) throw std::runtime_error("The password must be 12 to 1,024 characters.");
    hash = store::hash_password(asked.secret);
  } else if (!o.has("--no-password")) {
    throw std::runtime_error("Say --password-stdin and give the password on standard input, or --no-password for sign-in by link alone.");
  }
  auto user = house.add_user(o.get("--tenant", "default"), o.need("--email"), o.get("--name"), role == "admin" ? Role::admin : Role::agent, hash);
  return {true, "User " + user.email + " is there, as " + role + ".\n"};
}

Said create_token(House& house, const Asked& asked) {
  Options o(asked.words, {"--scope", "--tenant", "--name", "--days"}, {});
  std::vector<std::string> scopes = o.all("--scope");
  for (const std::string& scope : scopes)
    if (scope != "conversations:read" && scope != "messages:send" && scope != "templates:write" && scope != "admin")
      throw std::runtime_error("--scope must be conversations:read, messages:send, templates:write or admin.");
  if (scopes.empty()) scopes = {"conversations:read", "messages:send"};
  house.only_for_command_line(o.get("--tenant", "default"));
  std::int64_t days = 90;
  const std::string text = o.get("--days", "90");
  if (std::from_chars(text.data(), text.data() + text.size(), days).ptr != text.data() + text.size() || days < 1 || days > 365) throw std::runtime_error("--days must be 1 to 365.");
  const std::string secret = "trb_" + store::random_secret();
  const Instant now = house.clock().never_back();
  house.system().add_token(secret, {store::mint<TokenId>(), o.get("--tenant", "default"), o.get("--name", "command line"), scopes, now, now + days * limits::day_ms, false, {}});
  return {true, secret + "\n"};
}

Said setup_link(House& house, const Asked& asked) {
  Options o(asked.words, {"--email", "--tenant"}, {});
  std::optional<store::User> user;
  if (o.has("--email")) user = house.system().user_by_email(o.get("--email"));
  else
    for (const store::User& one : house.system().users(o.get("--tenant", "default")))
      if (one.role == Role::admin && one.active && !user) user = one;
  if (!user) throw std::runtime_error("There is no such user. Make one with create-user.");
  const std::string secret = store::random_secret();
  house.system().add_link(secret, user->id, house.clock().never_back() + link_ms);
  return {true, house.config().public_url + "/#link=" + secret + "\n"};
}

Said add_account(House& house, const Asked& asked) {
  Options o(asked.words, {"--tenant", "--name", "--sid", "--sms-number", "--whatsapp-number", "--api-base"}, {"--token-stdin"});
  if (asked.secret.empty()) throw std::runtime_error("Say --token-stdin and give the account's auth token on standard input.");
  auto& tenant = house.only_for_command_line(o.get("--tenant", "default"));
  std::string base = tenant.accounts.add({o.get("--name", "Twilio"), o.need("--sid"), asked.secret, o.get("--sms-number"), o.get("--whatsapp-number"), o.get("--api-base", "https://api.twilio.com")});
  house.round().finish_now();
  return {true, "Webhook addresses to enter at the provider:\n  messages " + base + "/sms\n  status   " + base + "/status\n  calls    " + base + "/voice\n"};
}

Said check(House& house, const Asked& asked) {
  Options o(asked.words, {}, {});
  house.round().finish_now();
  std::string wrong = house.system().check();
  std::uint64_t events = 0;
  for (const auto& [id, tenant] : house.tenants()) {
    if (wrong.empty()) wrong = tenant->runtime.store().check();
    if (const char* broken = broken_invariant(tenant->runtime.state()); broken && wrong.empty()) wrong = "Tenant " + id + ": " + broken + ".";
    if (const auto& books = tenant->conservation.check_now(); books.difference.messages > 0 && wrong.empty()) wrong = "Tenant " + id + ": " + books.difference.sentence + ".";
    events += tenant->runtime.head();
  }
  if (!wrong.empty()) return {false, wrong + "\n"};
  return {true, "All is well: " + std::to_string(house.tenants().size()) + " tenant(s), " + std::to_string(events) + " events.\n"};
}

Said release_sending(House& house, const Asked& asked) {
  Options o(asked.words, {"--tenant"}, {});
  auto& tenant = house.only_for_command_line(o.get("--tenant", "default"));
  tenant.courier.release();
  house.round().finish_now();
  return {true, "Messages leave again.\n"};
}

Said deactivate_user(House& house, const Asked& asked, bool active) {
  Options o(asked.words, {"--email"}, {});
  const auto user = house.system().user_by_email(o.need("--email"));
  if (!user) throw std::runtime_error("There is no such user.");
  house.set_user_active(user->tenant, user->id, active);
  house.round().finish_now();
  return {true, "User " + user->email + (active ? " may sign in again.\n" : " is signed out everywhere and may not sign in.\n")};
}

Said backup(House& house, const Asked& asked) {
  Options o(asked.words, {"--to"}, {});
  return {true, back_up(house, o.need("--to"))};
}

Said backup_key(House& house, const Asked& asked) {
  Options o(asked.words, {"--recipient"}, {});
  const std::string& data = house.config().data;
  if (o.has("--recipient")) {
    const auto recipient = store::parse_recipient(o.get("--recipient"));
    if (!recipient) throw std::runtime_error("--recipient must be what backup-key says: \"backup-\" and 48 characters after it.");
    store::seal_to(data, *recipient);
  }
  return {true, about_backup_key(data, store::sealed_to(data))};
}

Said make_backup_key(const Asked& asked) {
  Options o(asked.words, {"--make"}, {});
  const store::BackupRecipient recipient = store::make_backup_key(o.get("--make"));
  return {true, "The secret half is " + o.get("--make") + ": keep it, and a copy of it, away from the relay. There, say:\n  tributary-relay backup-key --recipient " + store::recipient_text(recipient) + "\n"};
}

Said check_backup(const host::Config& config, const Asked& asked) {
  Options o(asked.words, {"--backup", "--backup-key"}, {});
  const std::string damage = damage_of_backup(o.get("--backup"), o.get("--backup-key", store::place_of_backup_key(config.data)));
  return {damage.empty(), damage.empty() ? "This backup is whole: every file is as it was when it was made.\n" : damage + "\n"};
}

Said bring_back(const host::Config& config, const Asked& asked) {
  Options o(asked.words, {"--from", "--backup-key"}, {});
  return {true, restore(config, o.need("--from"), o.get("--backup-key"))};
}

// The same for the disk: TRIBUTARY_FREE_BYTES opens this door.
Said disk(House& house, const Asked& asked) {
  Options o(asked.words, {"--free-bytes"}, {});
  if (!house.config().free_bytes_pretended) throw std::runtime_error("This relay was not started with TRIBUTARY_FREE_BYTES, so it looks at the disk itself.");
  std::int64_t bytes = 0;
  const std::string text = o.need("--free-bytes");
  if (std::from_chars(text.data(), text.data() + text.size(), bytes).ptr != text.data() + text.size() || bytes < 0) throw std::runtime_error("--free-bytes must be a whole number.");
  house.disk().pretend(bytes);
  return {true, "The disk has " + text + " bytes free.\n"};
}

// Only a relay started with TRIBUTARY_CLOCK_OFFSET_MS lets its clock be moved: a test's door, shut in earnest.
Said clock(House& house, const Asked& asked) {
  Options o(asked.words, {"--offset-ms", "--set-by-ms"}, {});
  if (!house.config().clock_may_move) throw std::runtime_error("This relay was not started with TRIBUTARY_CLOCK_OFFSET_MS, so its clock stays.");
  std::int64_t offset = 0;
  const bool set = o.has("--set-by-ms");  // as an operator or NTP would: the wall's clock alone
  const std::string text = o.need(set ? "--set-by-ms" : "--offset-ms");
  if (std::from_chars(text.data(), text.data() + text.size(), offset).ptr != text.data() + text.size()) throw std::runtime_error((set ? "--set-by-ms" : "--offset-ms") + std::string(" must be a whole number."));
  if (set) {
    house.clock().set_wall_by(offset);
    house.look_at_the_clock();
    house.round().finish_now();
    return {true, "The clock was set by " + text + " ms.\n"};
  }
  house.clock().move(offset);
  for (const auto& [id, tenant] : house.tenants()) tenant->runtime.clock_moved(), tenant->media.clock_moved();
  return {true, "The clock is " + text + " ms ahead.\n"};
}

Said obey(House& house, const Asked& asked) {
  const std::string& name = asked.words.at(0);
  if (name == "create-tenant") return create_tenant(house, asked);
  if (name == "create-user") return create_user(house, asked);
  if (name == "create-token") return create_token(house, asked);
  if (name == "setup-link") return setup_link(house, asked);
  if (name == "add-account") return add_account(house, asked);
  if (name == "check") return check(house, asked);
  if (name == "backup") return backup(house, asked);
  if (name == "backup-key") return backup_key(house, asked);
  if (name == "release-sending") return release_sending(house, asked);
  if (name == "deactivate-user") return deactivate_user(house, asked, false);
  if (name == "activate-user") return deactivate_user(house, asked, true);
  if (name == "clock") return clock(house, asked);
  if (name == "disk") return disk(house, asked);
  if (name == "demo") return demo(house, asked);
  return {false, "Unknown command " + name + ". See: tributary-relay help\n"};
}

}  // namespace

bool wants_secret(const Asked& asked) {
  return std::any_of(asked.words.begin(), asked.words.end(), [](const std::string& w) { return w == "--password-stdin" || w == "--token-stdin"; });
}

std::optional<Said> run_without_house(const host::Config& config, const Asked& asked) {
  const std::string& name = asked.words.at(0);
  const auto says = [&asked](const char* word) { return std::find(asked.words.begin(), asked.words.end(), word) != asked.words.end(); };
  try {
    if (name == "restore") return bring_back(config, asked);
    if (name == "check" && says("--backup")) return check_backup(config, asked);
    if (name == "backup-key" && says("--make")) return make_backup_key(asked);
  } catch (const std::exception& wrong) {
    return Said{false, std::string(wrong.what()) + "\n"};
  }
  return {};
}

Said run_command(House& house, const Asked& asked) {
  try {
    return house.round().whole([&] { return obey(house, asked); });
  } catch (const std::exception& wrong) {
    return {false, std::string(wrong.what()) + "\n"};
  }
}

}  // namespace tributary::app
