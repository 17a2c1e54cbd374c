// Known mistakes of the sockets, the gates and the clock: each has tests that must notice it, and only those are run.
#include "tests/planted/impatient.h"
#include "tests/planted/planted_main.h"

#include <cstdlib>

namespace {

constexpr tributary::Planted planted_bugs[] = {
    {60, "clock: an expired session is good again once the clock is set back", "Jumps.P10_AnExpired*:Clock.*"},
    {61, "clock: a retry waits by the wall's clock", "Clock.P10_ARetry*"},
    {62, "http: a reader who stopped is not ended", "SlowReaders.P7_WhoStops*"},
    {63, "overload: the gates stay open", "Gates.P8_AreClosed*"},
    {64, "overload: webhooks are sacrificed first", "Gates.P8_Hold*"},
    {140, "turns: a round takes all that one tenant brings", "Shares.P14_AFlood*"},
    {144, "turns: whoever was held at the gates waits as long again in its line", "Shares.P8_*"},
    {141, "quota: who has used up a share of the disk goes on", "Quota.*"},
    {142, "door: one tenant may open every socket there is", "Shares.P14_OneTenantsPages*"},
    {195, "uploads: one tenant may open every file there is", "Shares.P14_OneTenantsUploads*"},
    {143, "overload: one tenant may have all the room for held webhooks", "Gates.P14_*"},
    {145, "reads: nobody is told that they have had their share", "ReadingShares.*"},
    {72, "door: what a line is allowed goes by a clock that may be moved", "SlowReaders.P10_*"},
    {66, "sync: a cursor of another history counts as ours", "Reconnect.*Quiet*"},
    {67, "sync: a snapshot says it is of one line later than it is", "Reconnect.*"},
    {68, "hub: who is let go keeps the socket", "Reconnect.*Quiet*:Sockets.P15_SigningOut*"},
    {73, "people: whose role is changed keeps the open pages", "Reconnect.P15_*"},
    {69, "http: any close code is echoed", "Conformance.Closes"},
    {70, "http: a character may be cut off at the end of a message", "Conformance.InvalidText"},
    {71, "http: who does not read may go on asking", "SlowReaders.P7_WhoAsks*"},
    {201, "http: who reads an answer slowly is taken for somebody who stopped", "SlowAnswers.*"},
    {208, "http: a message may take as long as it likes to come in", "SlowFrames.P7_*"},
    {207, "http: answers that nobody reads are kept without end", "UnreadAnswers.*"},
};

}  // namespace

int main(int argc, char** argv) {
  setenv("TRIBUTARY_QUICK", "1", 1);
  testing::GTEST_FLAG(output) = "";  // the runs below fail on purpose: their reports are not ours
  testing::InitGoogleTest(&argc, argv);
  testing::AddGlobalTestEnvironment(new tributary::Impatient(30'000));
  return tributary::try_planted_bugs(planted_bugs);
}
