// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <utility>
#include <vector>

class QBoxLayout;
class QHBoxLayout;
class QLabel;

namespace oxseal::ui {

/// The head of a page: its parents and its title at the left, what can be done at the right. Where both do not fit in one
/// line, the buttons take a line of their own below the title, so that no title is cut by them.
class TitleRow final : public QWidget
{
    Q_OBJECT

public:
    explicit TitleRow(QWidget* parent = nullptr);
    [[nodiscard]] QHBoxLayout& crumbs() const noexcept { return *crumbs_; }
    /// Remembers the parents that the crumbs name; false when they are the ones shown already, so that nothing is built anew.
    [[nodiscard]] bool takeParents(const std::vector<std::pair<QString, QString>>& parents);
    [[nodiscard]] QHBoxLayout& actions() const noexcept { return *actions_; }
    [[nodiscard]] QString title() const;
    void setTitle(const QString& title);

protected:
    bool event(QEvent* event) override;

private:
    void fit();

    QBoxLayout* columns_ = nullptr;
    QHBoxLayout* crumbs_ = nullptr;
    std::vector<std::pair<QString, QString>> parents_;
    QLabel* title_ = nullptr;
    QHBoxLayout* actions_ = nullptr;
};

} // namespace oxseal::ui
