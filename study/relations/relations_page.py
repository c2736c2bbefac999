def render_page(r):
    return ""
