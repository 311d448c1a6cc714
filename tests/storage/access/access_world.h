// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/text.h"
#include "storage/actions/access_actions.h"
#include "storage/actions/company_actions.h"
#include "storage/actions/people_actions.h"
#include "storage/crypto/hash.h"
#include "storage/objects/snapshot_store.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <map>

namespace oxseal::test {

/// A company in October 2026 with two quarters; con is controller (E10), rita (E20) and rob (E21) review, cora is counsel,
/// paula (E1) is chief financial officer.
struct AccessWorld
{
    TempWorld world;
    std::map<std::string, std::string> words;

    Result<std::unique_ptr<Workspace>> as(const std::string& login)
    {
        return openWorkspace({world.path("acme.oxseal"), login}, TempWorld::secret(words.at(login)), world.environment());
    }
    Status found()
    {
        words["ada"] = TempWorld::kPassphrase;
        OXSEAL_TRY(auto created, world.create());
        Workspace& workspace = *created.workspace;
        CompanyChange company;
        company.name = "Acme Corp";
        company.fiscalYearEnd = "12-31";
        OXSEAL_CHECK(setCompany(workspace, company, "Set-up"));
        OXSEAL_CHECK(addPeriod(workspace, "2026-Q2", "Set-up"));
        OXSEAL_CHECK(addPeriod(workspace, "2026-Q3", "Set-up"));
        const std::vector<std::tuple<const char*, const char*, std::set<Role>>> people{{"con", "E10", {Role::Controller, Role::Preparer}},
            {"rita", "E20", {Role::Reviewer}}, {"rob", "E21", {Role::Reviewer}}, {"cora", "", {Role::Counsel}}, {"paula", "E1", {Role::Pfo}}};
        std::map<std::string, Secret> codes;
        for (const auto& [login, employee, roles] : people) {
            OXSEAL_TRY(auto code, invitePerson(workspace, {login, login, employee, roles}, "Set-up"));
            codes.emplace(login, std::move(code));
        }
        OfficeHolding holding;
        holding.office = Office::Pfo;
        holding.title = "Chief Financial Officer";
        holding.from = *Day::fromYmd(2026, 1, 1);
        OXSEAL_CHECK(holdOffice(workspace, "paula", holding, "Board resolution"));
        OXSEAL_CHECK(workspace.close());
        for (const auto& [login, employee, roles] : people) {
            words[login] = std::string(TempWorld::kPassphrase) + " " + login;
            OXSEAL_TRY(auto opened, openWorkspace({world.path("acme.oxseal"), login}, codes.at(login), world.environment()));
            OXSEAL_CHECK(firstLogin(*opened, TempWorld::secret(words.at(login)), "First login"));
            OXSEAL_CHECK(opened->close());
        }
        return {};
    }

    /// Keeps lines of "a|b|c" under the headers "x|y|z" as a frozen population.
    static Result<SnapshotId> keep(Workspace& workspace, const SnapshotKey& key, const char* asOf, const std::string& headers,
        const std::vector<std::string>& rows)
    {
        std::vector<Column> columns;
        for (const auto& header : split(headers, '|'))
            columns.push_back({header, TextColumn()});
        std::string bytes = headers + "\n";
        for (const auto& row : rows) {
            const auto cells = split(row, '|');
            for (std::size_t at = 0; at < columns.size(); ++at)
                std::get<TextColumn>(columns[at].data).append(at < cells.size() ? cells[at] : "");
            bytes += row + "\n";
        }
        const Table table(std::move(columns));
        return workspace.write(Permission::ImportData, "Import", [&](UnitOfWork& unit) -> Result<SnapshotId> {
            NewSnapshot fresh;
            fresh.info.key = key;
            fresh.info.fileName = key.kind + ".csv";
            fresh.info.asOf = Day::fromIso(asOf);
            fresh.info.parser = "csv";
            fresh.info.parserVersion = "1.0.0";
            fresh.info.original = sha256(std::string_view(bytes));
            fresh.kept = asBytes(bytes);
            fresh.table = &table;
            OXSEAL_TRY(const SnapshotInfo info, putSnapshot(unit, fresh));
            return info.id;
        });
    }
};

} // namespace oxseal::test
