def render_page(r):
    return ""


def render_figures(r):
    return {}
