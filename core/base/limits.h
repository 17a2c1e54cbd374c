#pragma once
#include <cstdint>

// Every queue, body, list and retry has a limit, with its reason.
namespace tributary::limits {

inline constexpr std::int64_t minute_ms = 60'000;
inline constexpr std::int64_t hour_ms = 60 * minute_ms;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

inline constexpr std::int64_t whatsapp_window_ms = 24 * hour_ms;   // C23
inline constexpr std::int64_t sms_window_ms = 4 * hour_ms;         // C20, C23
inline constexpr std::int64_t voice_window_ms = 30 * minute_ms;    // C23
inline constexpr std::int64_t conversation_idle_ms = 30 * day_ms;  // E4
inline constexpr int message_characters_max = 1600;                // Twilio: Body, code points
inline constexpr int media_per_message_max = 10;                   // Twilio: MediaUrl
inline constexpr std::int64_t upload_bytes_max = 16'000'000;       // the largest file any channel takes
inline constexpr std::int64_t quarantine_kept_ms = 90 * day_ms;        // what was replayed or dismissed: long enough to find a mistake
inline constexpr std::int64_t quarantine_waiting_max = 10'000;         // of one tenant: more than a person reads, so something is to be mended first
inline constexpr std::int64_t quarantine_waiting_bytes_max = 64 << 20;  // 64 of the largest; one tenant's nonsense is not to fill the disk of all
inline constexpr std::int64_t upload_kept_ms = day_ms;             // a file nobody sent
inline constexpr std::int64_t media_link_ms = day_ms;              // how long a provider may fetch a file of ours
inline constexpr int conversations_max = 1'000'000;                // of one workspace: what a page can hold and be told
inline constexpr int name_characters_max = 200;
inline constexpr int templates_max = 1'000;                           // a list every composer holds
inline constexpr int accounts_max = 100;                            // of providers, in one workspace: each is asked for its list every few seconds
inline constexpr int tags_max = 1'000;                             // a list every picker holds
inline constexpr int tags_per_conversation_max = 8;                 // a header stays within 200 bytes
inline constexpr int teams_max = 500;
inline constexpr int team_members_max = 200;
inline constexpr int note_characters_max = 10'000;
inline constexpr int draft_characters_max = 10'000;                // as long as a note may be
inline constexpr int drafts_max = 500;                              // of one agent
inline constexpr std::size_t drafts_in_frame_bytes_max = 32 * 1024;  // escaped six times as much, still within a message
inline constexpr std::int64_t draft_end_kept_ms = 30 * day_ms;       // that one has ended: an older edit may still come from a device that was off
inline constexpr std::size_t preferences_bytes_max = 64 * 1024;         // of one agent: 30 saved views, keys and settings are a tenth of it
inline constexpr std::size_t preference_name_bytes_max = 300;         // "view/" and 60 characters of any script
inline constexpr int mentions_max = 50;
inline constexpr int description_characters_max = 500;
inline constexpr int changed_at_once_max = 500;                     // one transaction, one frame
inline constexpr std::int64_t snooze_ms_max = 366 * day_ms;
inline constexpr int saved_replies_max = 2'000;
inline constexpr int shortcut_bytes_max = 40;                        // of a saved reply: one word to type
inline constexpr int attributes_max = 50;                           // of a contact, of a customer record
inline constexpr int attribute_characters_max = 1'000;
inline constexpr int customers_max = 100'000;
inline constexpr int merges_deep_max = 32;                          // contacts merged into merged ones
inline constexpr int choices_max = 10;                              // C15
inline constexpr std::int64_t send_later_ms_max = 366 * day_ms;
inline constexpr std::int64_t next_after_unknown_ms = minute_ms;   // P6f
inline constexpr std::int64_t outgoing_kept_ms = 30 * day_ms;      // after the last word about a message of ours (core/inbox/ageing.h)
inline constexpr std::size_t let_go_at_once_max = 1'000;            // one event of 35 KB; a first start over 100,000 takes a hundred turns, and others have theirs between
inline constexpr int attempts_max = 8;                             // about 20 minutes of retries, then failed

inline constexpr int snapshot_events_behind_max = 5'000;             // more than that is cheaper told as a snapshot
inline constexpr std::int64_t snapshot_age_behind_max_ms = 30 * day_ms;
inline constexpr int snapshot_chunk_bytes_max = 256 * 1024;
inline constexpr int snapshot_chunk_bytes_usual = 128 * 1024;        // a page decodes one in less than a frame
inline constexpr int snapshot_parts_first = 1;                       // until the page has it: nobody waits for what no screen shows yet
inline constexpr int snapshot_parts_ahead = 16;                      // of what the page has acknowledged
inline constexpr int snapshot_parts_per_ack = 8;                    // rarer than the relay's limit of frames per second, however fast the page
inline constexpr int page_lines_max = 200;
inline constexpr int page_lines_usual = 60;
inline constexpr int page_lines_older = 150;                         // who scrolls up wants more at a time than who opens
inline constexpr std::size_t threads_held_max = 24;                  // in a browser: the last ones looked at

}  // namespace tributary::limits
