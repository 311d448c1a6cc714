// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/company_actions.h"
#include "tests/support/temp_world.h"
#include "ui/jobs/session.h"

#include <memory>
#include <stdexcept>
#include <vector>

namespace oxseal::test {

/// A small company on 1 October 2026 as a page sees it: entity US01 and, unless asked otherwise, the quarter 2026-Q3; the
/// person is its administrator.
struct PageWorld
{
    TempWorld world;
    std::shared_ptr<Workspace> workspace;
    std::unique_ptr<ui::Session> session;

    explicit PageWorld(bool withQuarter = true)
    {
        auto created = world.create();
        need(created.has_value());
        workspace = std::move(created->workspace);
        CompanyChange company;
        company.fiscalYearEnd = "12-31";
        need(setCompany(*workspace, company, "Set-up").has_value());
        Entity entity;
        entity.code = "US01";
        entity.name = "Acme Inc";
        entity.country = "US";
        entity.currency = *Currency::fromCode("USD");
        entity.fiscalYearEnd = "12-31";
        need(addEntity(*workspace, entity, "Set-up").has_value());
        if (withQuarter)
            need(addPeriod(*workspace, "2026-Q3", "Set-up").has_value());
        session = std::make_unique<ui::Session>(workspace);
    }

private:
    static void need(bool condition)
    {
        if (!condition)
            throw std::runtime_error("the world of the test cannot be set up");
    }
};

} // namespace oxseal::test
