// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/opening.h"

#include "models/core/text.h"
#include "storage/db/errors.h"
#include "storage/ledger/ledger_store.h"
#include "storage/repos/workspace_repo.h"

#include <algorithm>

namespace oxseal::opening {

std::string holderText(const std::string& login, const Environment& environment)
{
    return login + " on " + environment.host + " since " + environment.clock.now().iso();
}

bool OpenedDatabase::withNewestOf(const UnlockedPerson& person) const
{
    const ByteView newest = person.dataKeys().front().view();
    return std::equal(newest.begin(), newest.end(), key.view().begin(), key.view().end());
}

Result<OpenedDatabase> openDatabase(
    const std::filesystem::path& folder, const UnlockedPerson& person, bool write, bool network)
{
    const auto file = folder / kDatabaseFile;
    std::error_code status;
    if (!std::filesystem::exists(file, status))
        return fail(kWorkspaceDatabase, kDatabaseFile);
    for (const Secret& key : person.dataKeys()) {
        auto db = Database::open(file, key, write ? Database::Mode::ReadWrite : Database::Mode::ReadOnly, network);
        if (db)
            return OpenedDatabase{std::move(*db), key.clone()};
        if (!db.error().is(kDbWrongKey))
            return tl::unexpected<Error>(db.error());
    }
    // The data key was authentic (it came out of a sealed box), so it is the file that is not what it must be.
    return fail(kWorkspaceDatabase, kDatabaseFile);
}

Result<bool> keyringExpected(Database& db, const Keyring& keyring, Random& random)
{
    OXSEAL_TRY(const std::string object, LedgerStore(db, random).lastKeyringEvent());
    const auto parts = split(object, ':');
    const std::string actual = keyring.digest().hex();
    return parts.size() == 3 && (parts[2] == actual || parts[1] == actual);
}

Result<Actor> actorOf(Database& db, const UnlockedPerson& person)
{
    OXSEAL_TRY(const auto standing, repo::standingOf(db, person.person()));
    if (standing.state.empty() || standing.state == "removed")
        return fail(kWorkspaceRemoved, {}, {person.login()});
    return Actor{person.person(), person.login(), standing.name, standing.roles, person.authMethod()};
}

Result<bool> finishRename(Database& db, Keyring& keyring, Random& random)
{
    OXSEAL_TRY(const std::string object, LedgerStore(db, random).lastKeyringEvent());
    const auto parts = split(object, ':');
    if (parts.size() != 3 || parts[1] != keyring.digest().hex() || parts[2] == parts[1])
        return false;
    OXSEAL_TRY(const std::string bytes, repo::announcedKeyring(db));
    const Digest announced = sha256(bytes);
    if (announced.hex() != parts[2])
        return false;
    OXSEAL_CHECK(keyring.commitChange({bytes, keyring.digest(), announced}));
    return true;
}

Result<Environment> withDemoClock(Environment environment, Database& db)
{
    if (environment.clock.source != ClockSource::System)
        return environment;
    LedgerStore ledger(db, *environment.random);
    OXSEAL_TRY(const LedgerHead head, ledger.head());
    if (head.size == 0)
        return environment;
    OXSEAL_TRY(const StoredEntry last, ledger.entry(head.size - 1));
    if (last.header.clock != ClockSource::Demo)
        return environment;
    const std::int64_t behind = environment.clock.now().micros - last.header.time.micros;
    environment.clock.now = [behind, now = environment.clock.now] { return Instant{now().micros - behind}; };
    environment.clock.source = ClockSource::Demo;
    environment.clock.zone = last.header.zone;
    return environment;
}

} // namespace oxseal::opening
