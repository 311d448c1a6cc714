// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

#include "models/core/text.h"

#include <set>

namespace oxseal::demo {
namespace {

const std::vector<std::string> kFirst = {"Alice", "Amir", "Andrea", "Ben", "Bianca", "Carla", "Chen", "Clara", "Dev",
    "Diana", "Elif", "Emil", "Erik", "Esther", "Farid", "Finn", "Grace", "Gustav", "Hanna", "Hugo", "Ines", "Isaac",
    "Ivy", "Jana", "Jonas", "Julia", "Kai", "Katrin", "Kofi", "Laura", "Leo", "Lucia", "Magnus", "Maria", "Mehmet",
    "Mina", "Nadia", "Nils", "Nora", "Oscar", "Paul", "Petra", "Quentin", "Rosa", "Samir", "Sofia", "Stefan", "Tara",
    "Theo", "Uma", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe"};
const std::vector<std::string> kLast = {"Abbott", "Adler", "Bauer", "Becker", "Berg", "Blake", "Brandt", "Carver",
    "Castillo", "Dahl", "Dietrich", "Ekström", "Ellis", "Engel", "Farrow", "Fischer", "Flores", "Garnett", "Graf",
    "Hale", "Hartmann", "Ito", "Jansen", "Jung", "Keane", "Klein", "Koch", "Lang", "Larkin", "Lorenz", "Mayer",
    "Moreau", "Nadel", "Novak", "Okafor", "Osei", "Pike", "Pohl", "Quinn", "Ramos", "Richter", "Sato", "Schäfer",
    "Seidel", "Shaw", "Tanner", "Thorne", "Ulrich", "Vance", "Vogt", "Wagner", "Winter", "Yates", "Zeller"};

struct Plan
{
    const char* department;
    const char* title;
    const char* entity;
    int count;
    const char* manager;
};

// Together with the fifteen of the cast: 180.
const std::vector<Plan> kPlans = {
    {"Finance", "Accounts Receivable Clerk", "US01", 2, cast::kController},
    {"Finance", "Cash Application Clerk", "US01", 1, cast::kController},
    {"Finance", "Cost Accountant", "DE01", 2, cast::kLeadDe},
    {"IT", "Systems Engineer", "US01", 6, cast::kAdministrator},
    {"IT", "Systems Engineer", "DE01", 3, cast::kSecondAdministrator},
    {"Human Resources", "HR Partner", "US01", 4, cast::kCounsel},
    {"Sales", "Sales Representative", "US01", 22, cast::kCeo},
    {"Sales", "Sales Representative", "GB01", 10, cast::kCeo},
    {"Sales", "Sales Manager", "US01", 2, cast::kCeo},
    {"Purchasing", "Buyer", "DE01", 4, cast::kLeadDe},
    {"Logistics", "Warehouse Operator", "DE01", 12, cast::kLeadDe},
    {"Production", "Technician", "DE01", 48, cast::kLeadDe},
    {"Research", "Engineer", "US01", 31, cast::kCeo},
    {"Customer Support", "Support Agent", "GB01", 18, cast::kLeadGb},
};

std::string emailOf(const std::string& first, const std::string& last, std::set<std::string>& taken)
{
    std::string local = lowerAscii(first + "." + last);
    for (const auto& [from, to] : {std::pair{"ä", "ae"}, std::pair{"ö", "oe"}, std::pair{"ü", "ue"}}) {
        for (auto at = local.find(from); at != std::string::npos; at = local.find(from))
            local.replace(at, 2, to);
    }
    std::string email = local + "@norwold.example";
    for (int n = 2; !taken.insert(email).second; ++n)
        email = local + std::to_string(n) + "@norwold.example";
    return email;
}

std::vector<Worker> castOfCharacters(std::set<std::string>& emails)
{
    using namespace cast;
    const std::vector<std::vector<std::string>> rows = {
        {kCeo, "Margaret", "Olsen", "Executive", "Chief Executive Officer", "", "US01"},
        {kCfo, "David", "Rennick", "Executive", "Chief Financial Officer", kCeo, "US01"},
        {kController, "Ruth", "Calder", "Finance", "Group Controller", kCfo, "US01"},
        {kCounsel, "Simon", "Achterberg", "Legal", "General Counsel", kCeo, "US01"},
        {kPreparer, "Tomas", "Lindqvist", "Finance", "Bank Accountant", kController, "US01"},
        {kApManager, "Priya", "Nair", "Finance", "Accounts Payable Manager", kController, "US01"},
        {kSharedClerk, "Anna", "Keller", "Finance", "Shared-Service Payables Clerk", kApManager, "DE01"},
        {kAdministrator, "Jakob", "Stern", "IT", "Head of Systems", kCfo, "US01"},
        {kSecondAdministrator, "Lena", "Hoffmann", "IT", "Systems Administrator", kAdministrator, "DE01"},
        {kTreasurer, "Owen", "Price", "Finance", "Treasurer", kCfo, "US01"},
        {kStaffAccountant, "Beth", "Moran", "Finance", "Staff Accountant", kController, "US01"},
        {kLeadDe, "Klaus", "Reinhardt", "Finance", "Finance Lead", kController, "DE01"},
        {kLeadGb, "Fiona", "Marsden", "Finance", "Finance Lead", kController, "GB01"},
        {kTreasuryAnalyst, "Iris", "Lam", "Finance", "Treasury Analyst", kTreasurer, "US01"},
        {kClerkUs, "Peter", "Novotny", "Finance", "Payables Clerk", kApManager, "US01"},
    };
    std::vector<Worker> workers;
    for (const auto& row : rows) {
        Worker worker;
        worker.id = row[0];
        worker.first = row[1];
        worker.last = row[2];
        worker.email = emailOf(row[1], row[2], emails);
        worker.department = row[3];
        worker.title = row[4];
        worker.manager = row[5];
        worker.entity = row[6];
        worker.hired = day(2023, 1, 9);
        workers.push_back(std::move(worker));
    }
    return workers;
}

} // namespace

void addWorkers(World& world)
{
    Prng random(world.seed, "workers");
    std::set<std::string> emails;
    std::set<std::string> names;
    auto workers = castOfCharacters(emails);
    for (const auto& worker : workers)
        names.insert(worker.name());
    for (const auto& plan : kPlans) {
        for (int n = 0; n < plan.count; ++n) {
            Worker worker;
            worker.id = "E" + std::to_string(1001 + workers.size());
            do { // a namesake is a fault of its own, seeded on purpose
                worker.first = random.pick(kFirst);
                worker.last = random.pick(kLast);
            } while (!names.insert(worker.name()).second);
            worker.email = emailOf(worker.first, worker.last, emails);
            worker.department = plan.department;
            worker.title = plan.title;
            worker.manager = plan.manager;
            worker.entity = plan.entity;
            worker.hired = day(2019, 1, 7).plus(static_cast<int>(random.below(2600)));
            workers.push_back(std::move(worker));
        }
    }
    world.q2.workers = workers;
    world.q3.workers = std::move(workers);
    // Ordinary movement of the quarter: joiners and a mover from the tail of the list.
    auto& now = world.q3.workers;
    for (std::size_t n = 0; n < 4; ++n) {
        now[now.size() - 1 - n].hired = world.q3.first.plus(5 + static_cast<int>(n) * 14);
        world.q2.workers.pop_back();
    }
    Worker& mover = now[40];
    mover.moved = day(2026, 8, 3);
    mover.department = "Customer Support";
    mover.title = "Support Agent";
}

} // namespace oxseal::demo
