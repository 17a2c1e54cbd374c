// The known mistakes of what sends, recovers and revokes: the tests of replies and of recovery must notice each of them.
#include "tests/planted/impatient.h"
#include "tests/planted/planted_main.h"

namespace {

constexpr tributary::Planted planted_bugs[] = {
    {11, "courier: what was being sent when the relay died is sent again", "Replies.*"},
    {12, "courier: a message leaves before its attempt is durable, and again after", "Replies.*"},
    {90, "courier: a restored relay sends before a person released it", "Recovery.*:Revoking.*"},
    {95, "health: a doubt that was settled is counted for ever", "Reconciling.P6e*:HealthPage.Sends*"},
    {91, "reconciler: what was refused while the disk was full is not asked for again", "Recovery.*:Revoking.*"},
    {97, "store: a read that failed in the middle of a turn changes nothing", "HalfTurn.P1c_*"},
    {98, "round: of a request that broke off half is committed", "HalfTurn.P3_*:Rounds.P3_*"},
    {99, "courier: how a send ended is said once, whether it could be written or not", "FullOutcome.*"},
    {100, "reconciler: of a list longer than memory the middle is left out", "Reconciling.P2_AListLonger*"},
    {101, "health: the books are summed up and held against nothing", "HealthPage.P6g_*"},
    {133, "hub: what one agent has begun to write is said to everybody", "Drafts.P5_*"},
    {173, "files: what is old is taken for what no row names", "Collecting.*"},
    {93, "restore: a backup is taken for whole by its sizes alone", "Recovery.*:Revoking.*"},
    {190, "round: what came in together is answered together, with the first commit", "Rounds.*"},
    {191, "uploads: the loop itself waits for the disk", "FilingFiles.*"},
    {192, "uploads: a file that went meanwhile gets a row", "FilingFiles.*"},
    {193, "quota: whatever was begun below it may pass it", "QuotaFiles.*"},
    {198, "webhook: what cannot be used is kept without end", "FullQuarantine.P1d_*"},
    {199, "reconciler: what there was no room for is passed over for good", "FullQuarantine.P2_*"},
    {203, "restore: what was brought out stays where the rest could not be", "SealedBackups.P12_WhereNotAll*"},
    {205, "accounts: a token that was replaced is accepted for ever", "ProviderAccounts.*"},
    {206, "accounts: the relay asks whatever address an admin names", "ProviderAccounts.*"},
    {212, "contacts: the record of a contact that was merged away is taken for the kept one's", "MergedPeople.*"},
    {213, "contacts: saving copies what another contact brought", "MergedPeople.*"},
    {211, "search: a sign between two words must be found as a word", "Search.ASignBetween*"},
    {209, "answers: the id that somebody tells an admin is written down nowhere", "RefusalLines.*"},
    {215, "accounts: the token of one that was disconnected stays in the file", "Disconnecting.*"},
    {216, "accounts: a number that was disconnected goes on receiving", "Disconnecting.A8_*"},
    {220, "health: what comes for an account that was disconnected is turned away and said to nobody", "Disconnecting.P1_*"},
    {221, "health: an account that is connected again is said to be called in vain", "Disconnecting.P1_*"},
    {222, "health: who stopped calling an account is said to call it for ever", "Disconnecting.P1_*"},
    {214, "answers: whoever is refused before anybody looked is told no id", "RefusalLines.*:RefusedUnseen.*"},
    {151, "restore: whoever sealed a backup is believed to be us", "SealedBackups.P12_What*"},
};

}  // namespace

int main(int argc, char** argv) {
  testing::GTEST_FLAG(output) = "";  // the runs below fail on purpose: their reports are not ours
  testing::InitGoogleTest(&argc, argv);
  testing::AddGlobalTestEnvironment(new tributary::Impatient(30'000));
  return tributary::try_planted_bugs(planted_bugs);
}
