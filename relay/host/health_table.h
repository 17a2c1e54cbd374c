#pragma once
// The rows of the health page: limits, meaning, action. In the order they are told; health.cpp measures them.
#include <array>

#include "core/base/limits.h"
#include "relay/host/health.h"

namespace tributary::host::health_rows {

inline constexpr std::int64_t second = 1'000, minute = 60'000, mebibyte = std::int64_t{1} << 20, gibibyte = std::int64_t{1} << 30;

inline const HealthValue inbound_queue{"inbound_queue", Unit::count, false, 1'000, 4'000, "The most requests that waited for one commit in the last two minutes.",
    "More comes in than is stored. Look at the flush time; a faster disk or fewer tenants on this machine help."};
inline const HealthValue writer_queue{"writer_queue", Unit::milliseconds, false, 500, 2 * second, "The longest that something which came in waited to be stored, in the last two minutes.",
    "Beyond two seconds webhooks are held and then refused. Look at the flush time and at what else uses this machine."};
inline const HealthValue flush_time{"flush_time", Unit::milliseconds, false, 100, second, "The longest commit to the disk in the last two minutes.",
    "The disk is slow or busy. Move the data folder to a faster local disk, and backups to a quieter hour."};
inline const HealthValue oldest_unsent{"oldest_unsent", Unit::milliseconds, false, minute, 10 * minute, "How long the oldest message to a customer has been waiting to leave.",
    "The provider refuses or does not answer: see the last errors. Check its status page, the account's credit and this machine's connection."};
inline const HealthValue unknown_sends{"unknown_sends", Unit::count, false, 1, 20, "Messages that may or may not have arrived; the provider never said.",
    "Their conversations ask for a decision: send again, or mark as sent."};
inline const HealthValue overdue_sends{"overdue_sends", Unit::count, false, 1, 1, "Messages whose story is still open after 24 hours.",
    "Look them up at the provider by time and number. If statuses never come, its status address is wrong or this relay cannot be reached."};
inline const HealthValue conservation{"conservation", Unit::count, false, 1, 1, "Messages for which the books of the outbox do not balance; checked every hour.",
    "This must never happen. Run tributary-relay check, keep a backup, and report it."};
inline const HealthValue quarantine{"quarantine", Unit::count, false, 1, 10, "Signed webhooks that could not be used and wait to be replayed.",
    "A customer's message may be among them. Read the reason, mend the cause, press Replay."};
inline const HealthValue signature_failures{"signature_failures", Unit::count, false, 1, 10, "Webhooks refused in the last hour because their signature does not match.",
    "At the provider, the address must be exactly the one below, and the auth token the one configured here."};
inline const HealthValue disconnected_calls{"disconnected_calls", Unit::count, false, 1, 10, "Webhooks of the last day for an account or a number that is disconnected here. Whoever writes or calls there reaches nobody.",
    "At the provider, take our addresses out of what stands below, or connect it again on the page Channels."};
inline const HealthValue media_backlog{"media_backlog", Unit::count, false, 20, 200, "Attachments still to be fetched from the provider.",
    "Usually the provider's file server is slow. If the number grows, check that its hosts can be reached and are allowed."};
inline const HealthValue last_errors{"last_errors", Unit::count, false, 1, 20, "What went wrong with the provider or the disk in the last hour.",
    "See the list: the kind and the provider's code say where."};
inline const HealthValue reconciler{"reconciler", Unit::milliseconds, false, 15 * minute, 60 * minute, "How long ago the provider's list was last read to its end, to pull in what no webhook brought.",
    "The provider's API does not answer. What was missed is pulled in as soon as it does."};
inline const HealthValue clock{"clock", Unit::milliseconds, false, 30 * second, 120 * second, "How far this machine's clock is from the provider's.",
    "Switch on time synchronisation (timedatectl set-ntp true)."};
inline const HealthValue storage_free{"storage_free", Unit::bytes, true, 2 * gibibyte, 512 * mebibyte, "Free space where the data are.",
    "Make room: below 512 MiB attachments are refused, below 128 MiB everything new."};
inline const HealthValue disk_quota{"disk_quota", Unit::bytes, false, 0, 0, "What your data take of the disk, held against what they may take.",
    "Ask whoever runs Tributary for more (TRIBUTARY_TENANT_DISK_MB): at nine tenths attachments are refused, at the whole everything new."};
inline const HealthValue storage_used{"storage_used", Unit::bytes, false, 8 * gibibyte, 10 * gibibyte, "Size of the log. Start and backup times are promised up to 10 GiB.",
    "Plan a second tenant or a larger machine; docs/operations.md has the figures."};
inline const HealthValue wal{"wal", Unit::bytes, false, 64 * mebibyte, 256 * mebibyte, "What is committed but not yet folded into the log's main file.",
    "Something reads the file for a long time: a backup under way, or a tool that was left open on it."};
inline const HealthValue clients{"clients", Unit::count, false, 0, 0, "Pages and programs that are connected now; the limits are shares of the files this process may open.",
    "Raise the limit on open files (LimitNOFILE) before more agents come."};
inline const HealthValue last_backup{"last_backup", Unit::milliseconds, false, 26 * limits::hour_ms, 7 * limits::day_ms, "How long ago the last backup was made and verified.",
    "Run tributary-relay backup --to FOLDER every day; docs/operations.md shows how."};
inline const HealthValue backup_key{"backup_key", Unit::milliseconds, false, 0, 7 * limits::day_ms, "How long the key that opens the backups has been lying beside the data: whoever gets at this machine can read them too.",
    "Copy backup.key to where you keep the master key, away from this machine, and remove it from the data folder."};
inline const HealthValue sending_held{"sending_held", Unit::count, false, 1, 1, "Messages held back since a backup was restored: nothing leaves until a person says so.",
    "Make sure that the relay the backup came from no longer runs, decide about the unknown messages, then release sending."};

}  // namespace tributary::host::health_rows
